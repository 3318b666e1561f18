"""Nobody hands in for another: nbgrader's collecting, which takes only what its owner handed in.

In nbgrader's exchange whoever can hand in can also make a folder `OTHER+LESSON+LATER TIME+...`, and it would be
collected in the other's place. Here a hand-in counts for a student if its folder, and everything in it, belongs to

- the user account of the student's name (`c.Collect.account` says how accounts are called), or
- the account that collects (`c.Collect.from_own_account`): on a machine where all of a class hand in from the
  instructor's account, and for what an instructor hands in for somebody.

Neither can be had by another learner, because no user can give a file away. Of a student's hand-ins the newest that
counts is taken; the others are named. What was collected before stays, unless it was taken of one that was refused.
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc
from traitlets import Bool, Unicode

from ..intake import beside
from ..names import shown
from . import owners

FOREIGN = (
    "Not collected: {folder} claims to be {student}'s, but its owner is {owner}{no_account}. Ask {owner} about it, and "
    "delete it when that is settled. What {student} handed in is collected as ever."
)
FAULTY = "Not collected: {folder}: {why}. What {student} handed in before counts; ask {student} to hand in again."
DATED_BACK = (
    "{folder} claims a time before the deadline, {when:%Y-%m-%d %H:%M} UTC, but was last written after it, "
    "{changed:%Y-%m-%d %H:%M} UTC. It is collected with the time it claims: ask {student}, unless the exchange was "
    "copied or restored since."
)
SOME_TIME = timedelta(minutes=1)  # which handing in may take


class Collect(ExchangeCollect):
    """nbgrader's collecting of what its owner handed in."""

    account = Unicode("{student}", help="How the user account of a student is called, such as jupyter-{student}.").tag(
        config=True
    )
    from_own_account = Bool(True, help="Whether what the collecting account handed in counts for any student.").tag(
        config=True
    )
    check_owner = Bool(
        True,
        help="Whether a hand-in must be its student's. False takes it from anybody: learners can replace each other's.",
    ).tag(config=True)

    src_records: list[dict[str, Any]]

    @property
    def most(self) -> int:
        """Return how many bytes a hand-in may have."""
        return 1000 * self.coursedir.max_dir_size

    def init_src(self) -> None:
        """Choose one hand-in a student, as nbgrader does, of those that count; name the others."""
        self.foreign: set[tuple[str, datetime]] = set()
        self.own: set[tuple[str, datetime]] = set()
        super().init_src()
        self.src_records = [record for record in self.src_records if not record["refused"]]
        for record in self.src_records:
            if self.duedate and record["timestamp"] <= self.duedate < record["changed"] - SOME_TIME:
                self.log.warning(DATED_BACK.format(when=record["timestamp"], **self.told(record)))

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Return what nbgrader's choice needs of a hand-in, and whether it is refused; say so if it is."""
        name = os.path.basename(path)
        student, lesson, when, *_ = *name.rsplit("+", 3), "", ""
        record: dict[str, Any] = {"username": student, "filename": name, "timestamp": datetime.min}
        record |= {"refused": True, "changed": None}
        try:
            if lesson != self.coursedir.assignment_id or student in ("", ".", ".."):
                raise owners.Refused("the name is not student+lesson+time+letters")
            try:
                record["timestamp"] = parse_utc(when)
            except Exception:  # whatever dateutil may raise at words that somebody made up
                raise owners.Refused("the name holds no time") from None
            record["owner"] = os.lstat(path).st_uid
            claim = student, record["timestamp"]
            if record["owner"] not in self.allowed(student, record["owner"]):
                self.foreign.add(claim)
                self.log.warning(FOREIGN.format(**self.told(record)))
                return record
            self.own.add(claim)
            record["changed"] = owners.changed(Path(path), record["owner"], self.most)
        except (owners.Refused, OSError) as why:
            self.log.warning(FAULTY.format(why=shown(str(why)), **self.told(record)))
        else:
            record["refused"] = False
        return record

    def allowed(self, student: str, owner: int) -> set[int | None]:
        """Return the accounts from which a student's work may come; any ``owner`` where it is not to be checked."""
        if not self.check_owner:
            return {owner}
        return {owners.uid_of(self.account.replace("{student}", student))} | (
            {os.geteuid()} if self.from_own_account else set()
        )

    def told(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return how a hand-in is spoken of."""
        student, account = record["username"], self.account.replace("{student}", record["username"])
        return {
            "folder": shown(os.path.join(self.inbound_path, record["filename"])),
            "student": shown(student),
            "owner": shown(owners.called(record["owner"])) if "owner" in record else "",
            "no_account": "" if owners.uid_of(account) is not None else f", and no account is called {shown(account)}",
            "changed": record["changed"],
        }

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return a student's hand-ins that count, newest first; if there are none, those that do not."""
        return super()._sort_by_timestamp([record for record in records if not record["refused"]] or records)

    def copy_files(self) -> None:
        """Take what is chosen, each whole or not at all."""
        lesson, failed = self.coursedir.assignment_id, []
        self.log.info("Processing %d submissions of '%s'", len(self.src_records), lesson)
        for record in self.src_records:
            student = record["username"]
            target = Path(self.coursedir.format_path(self.coursedir.submitted_directory, student, lesson))
            if target.is_dir() and not self.replaces(target, record):
                why = "No newer submission to collect" if self.update else "Submission already exists, see --update"
                self.log.info("%s: %s %s", why, shown(student), lesson)
                continue
            self.log.info("%s: %s %s", "Updating" if target.is_dir() else "Collecting", shown(student), lesson)
            try:
                self.put(record, target)
            except owners.Refused as why:  # it was changed in this very moment
                self.log.warning(FAULTY.format(why=shown(str(why)), **self.told(record)))
            except OSError as error:
                failed.append(f"{shown(student)} ({error})")
        if failed:
            self.fail(f"The work of these could not be put into submitted/, all other is there: {', '.join(failed)}")

    def replaces(self, target: Path, record: dict[str, Any]) -> bool:
        """Say whether a hand-in is to be taken in place of what was collected before."""
        before, claim = beside.timestamp_of(target, self.timezone), record["timestamp"]
        if self.before_duedate:
            return before != claim
        taken = record["username"], before
        return self.update and (before is None or claim > before or (taken in self.foreign and taken not in self.own))

    def put(self, record: dict[str, Any], target: Path) -> None:
        """Copy a hand-in to ``target``, with the time by which it was chosen, whatever its own timestamp.txt says."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with TemporaryDirectory(prefix=".collect-", dir=target.parent) as folder:
                taken, ready = Path(folder, "taken"), Path(folder, "ready")
                owners.take(Path(self.inbound_path, record["filename"]), taken, record["owner"], self.most)
                stamp = taken / "timestamp.txt"
                if stamp.is_dir():
                    shutil.rmtree(stamp)
                stamp.write_text(f"{record['timestamp']:%Y-%m-%d %H:%M:%S.%f} UTC", "ascii")
                self.do_copy(str(taken), str(ready))
                if target.exists():
                    target.rename(Path(folder, "before"))
                ready.rename(target)
        finally:
            with suppress(OSError):  # only where it is empty
                target.parent.rmdir()
