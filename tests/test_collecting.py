"""Nobody hands in for another: what is collected is its student's own, by the file system's owner."""

import os
import pwd
import shutil
from datetime import datetime

import pytest
from nbgrader.api import Gradebook
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from traitlets.config import Config

from autograder.plugins.collecting import Collect
from autograder.plugins.configuration import configuration
from autograder.plugins.releasing import Release

from .course import LESSON, ROOT

NAME = f"{LESSON}.ipynb"
ADA, BOB = [one.pw_name for one in sorted(pwd.getpwall(), key=lambda one: one.pw_uid) if one.pw_uid][:2]  # real users
EARLY, LATE, LATER = (f"2026-11-{day} 10:00:00.000000 UTC" for day in ("01", "02", "03"))
root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to other users")


class Exchange:
    """An exchange with hand-ins of any owner, and a course that collects them."""

    def __init__(self, folder, caplog):
        self.folder, self.log = folder, caplog
        self.inbound = folder / "exchange" / "backprop" / "inbound"
        self.inbound.mkdir(parents=True)
        self.db_url = f"sqlite:///{folder / 'class.db'}"

    def hand_in(self, student, when, owner=None, text="true", lesson=LESSON):
        """Make a hand-in as nbgrader does, and give it to a user; return its folder."""
        folder = self.inbound / f"{student}+{lesson}+{when}+abcdefghijkl"
        folder.mkdir()
        for name, holds in {NAME: text, "timestamp.txt": when, "submission_secret.txt": "0" * 128}.items():
            (folder / name).write_text(holds)
            (folder / name).chmod(0o644)
        folder.chmod(0o777)
        give(folder, owner)
        return folder

    def plugin(self, name, **settings):
        """Return one of the exchange's steps as nbgrader_config.py names it, with settings of its own."""
        config = Config({"Exchange": {"root": str(self.folder / "exchange")}, "Collect": settings})
        config.ExchangeFactory = Config(
            collect="autograder.plugins.collecting.Collect", release_assignment="autograder.plugins.releasing.Release"
        )
        course = CourseDirectory(
            root=str(self.folder), course_id="backprop", assignment_id=LESSON, db_url=self.db_url, config=config
        )
        factory = ExchangeFactory(config=config)
        return getattr(factory, name)(coursedir=course, authenticator=Authenticator(config=config), config=config)

    def collect(self, update=True, **settings):
        """Collect, as the command and Formgrader's button do; return what was said."""
        collect = self.plugin("Collect", **settings)
        collect.update = update
        self.log.clear()
        with self.log.at_level("INFO"):
            collect.start()
        return self.log.text

    def collected(self, student=ADA, name=NAME):
        """Return what lies in submitted/ of a student's; None where there is nothing."""
        path = self.folder / "submitted" / student / LESSON / name
        return path.read_text() if path.exists() else None


def give(folder, owner):
    """Give a folder and all in it to a user."""
    if owner:
        for path in (folder, *folder.rglob("*")):
            os.lchown(path, pwd.getpwnam(owner).pw_uid, -1)


@pytest.fixture
def exchange(tmp_path, caplog):
    """Return an exchange with nothing in it, and the lessons' gradebook."""
    shutil.copy(ROOT / "gradebook.db", tmp_path / "class.db")
    return Exchange(tmp_path, caplog)


@root
@pytest.mark.parametrize("forged", [EARLY, LATE, LATER])
def test_a_forged_hand_in_is_named_and_never_displaces_a_true_one(exchange, forged):
    exchange.hand_in(ADA, LATE.replace("10:", "09:"), ADA)
    folder = exchange.hand_in(ADA, forged, BOB, "forged")
    for update in (False, True, True):
        said = exchange.collect(update)
        assert exchange.collected() == "true"
        assert f"Not collected: {folder} claims to be {ADA}'s, but its owner is {BOB}." in said and "delete it" in said
    shutil.rmtree(folder)
    assert "Not collected" not in exchange.collect()


@root
def test_where_only_a_forged_one_lies_nothing_is_collected_and_what_was_collected_is_kept(exchange):
    exchange.hand_in(ADA, LATER, BOB, "forged")
    exchange.collect()
    assert not (exchange.folder / "submitted").exists()
    first = exchange.hand_in(ADA, EARLY, ADA)
    exchange.collect()
    shutil.rmtree(first)
    assert "Not collected" in exchange.collect() and exchange.collected() == "true"


@root
def test_of_the_true_ones_the_newest_counts(exchange):
    exchange.hand_in(ADA, EARLY, ADA, "first")
    exchange.collect()
    exchange.hand_in(ADA, LATE, ADA, "second")
    exchange.hand_in(ADA, LATER, BOB, "forged")
    assert "see --update" in exchange.collect(update=False) and exchange.collected() == "first"
    exchange.collect()
    assert exchange.collected() == "second" and exchange.collected(BOB) is None


@root
def test_a_forged_one_that_stock_nbgrader_had_collected_gives_way_to_the_true_one(exchange):
    exchange.hand_in(ADA, EARLY, ADA)
    shutil.copytree(exchange.hand_in(ADA, LATER, BOB, "forged"), exchange.folder / "submitted" / ADA / LESSON)
    exchange.collect()
    assert exchange.collected() == "true" and exchange.collected(name="timestamp.txt") == EARLY


@root
def test_a_copy_of_what_was_collected_handed_in_by_another_does_not_bring_back_an_older_one(exchange):
    """The other knew the name of the newer one, wrote into it, and made one of his own with the same time."""
    exchange.hand_in(ADA, EARLY, ADA, "first")
    newer = exchange.hand_in(ADA, LATE, ADA, "second")
    exchange.collect()
    (newer / "more.txt").touch()
    os.chown(newer / "more.txt", pwd.getpwnam(BOB).pw_uid, -1)
    shutil.copytree(newer, forged := newer.with_name(f"{newer.name}z"))
    give(forged, BOB)
    exchange.collect()
    assert exchange.collected() == "second"


def own(folder, path, does):
    """Do something to a file of a hand-in's, and leave it the hand-in's owner's."""
    does(path)
    os.lchown(path, folder.stat().st_uid, -1)


def replaced(folder):
    """Put another user's file in the place of one."""
    (folder / NAME).unlink()
    (folder / NAME).write_text("forged")
    os.chown(folder / NAME, pwd.getpwnam(BOB).pw_uid, -1)


def link_to(folder, target, make):
    """Put a link in the place of the notebook."""
    (folder / NAME).unlink()
    make(target, folder / NAME)


def answers(folder):
    """Return the path of a file of the instructor's, which the collecting account can read."""
    path = folder.parents[3] / "solutions"
    path.write_text("solutions")
    return path


TAMPERED = {
    "another's file in place of the notebook": (replaced, f"{NAME} is {BOB}'s"),
    "another's file in a folder of theirs": (
        lambda f: ((f / "more").mkdir(), (f / "more/x").touch()),
        "more is root's",
    ),
    "a symbolic link": (lambda f: own(f, f / NAME, lambda p: link_to(f, answers(f), os.symlink)), f"{NAME} is a link"),
    "a hard link to another's file": (lambda f: link_to(f, answers(f), os.link), f"{NAME} is root's"),
    "a file that others may write": (lambda f: (f / NAME).chmod(0o666), f"{NAME} may be written by others"),
    "a pipe": (lambda f: own(f, f / "pipe", os.mkfifo), "pipe is neither a file nor a folder"),
    "more than can be taken": (lambda f: os.truncate(f / NAME, 10**9), "there is more than"),
    "folders without an end": (lambda f: (f / "/".join("abcdefghijk")).mkdir(parents=True) or give(f, ADA), "neither"),
    "a link in place of the folder": (
        lambda f: own(f.rename(f.parent / "moved"), f, lambda p: p.symlink_to("moved")),
        "the folder itself is a link",
    ),
    "a time that is none": (lambda f: f.rename(str(f).replace("2026", "never")), "the name holds no time"),
    "a time beyond all calendars": (
        lambda f: f.rename(str(f).replace("2026", "99999999999")),
        "the name holds no time",
    ),
    "no time at all": (lambda f: f.rename(f.with_name(f"{ADA}+{LESSON}+")), "the name holds no time"),
    "no student": (lambda f: f.rename(f.with_name(f"+{LESSON}+{LATE}+x")), "the name is not student+lesson"),
}


@root
@pytest.mark.parametrize("tamper, said", TAMPERED.values(), ids=TAMPERED)
def test_what_is_not_wholly_its_owners_is_refused_and_the_newest_that_is_counts(exchange, tamper, said):
    exchange.hand_in(ADA, EARLY, ADA, "first")
    tamper(exchange.hand_in(ADA, LATE, ADA, "second"))
    exchange.hand_in(BOB, EARLY, BOB, "bob's")
    told = exchange.collect()
    assert (exchange.collected(), exchange.collected(BOB)) == ("first", "bob's")
    assert told.count("Not collected:") == 1 and said in told
    assert sorted(path.name for path in (exchange.folder / "submitted").iterdir()) == sorted([ADA, BOB])


@root
def test_a_lesson_is_collected_under_its_own_name_alone(exchange):
    exchange.hand_in(ADA, LATE, ADA, lesson=f"{LESSON}+02_notation")
    assert "the name is not student+lesson+time" in exchange.collect() and exchange.collected() is None


@root
def test_a_student_without_an_account_is_handed_in_for_by_the_collecting_account_alone(exchange):
    exchange.hand_in("nobody-here", EARLY)
    exchange.hand_in("nobody-here", LATE, BOB, "forged")
    assert "no account is called nobody-here" in exchange.collect() and exchange.collected("nobody-here") == "true"
    exchange.hand_in(ADA, LATE, text="by the instructor")
    assert exchange.collect(from_own_account=False).count("Not collected") == 3
    exchange.collect()
    assert exchange.collected() == "by the instructor"


@root
def test_accounts_may_be_called_otherwise_than_students(exchange):
    exchange.hand_in(ADA[1:], EARLY, ADA)
    exchange.hand_in(ADA[1:], LATE, BOB, "forged")
    exchange.collect(account=f"{ADA[0]}{{student}}")
    assert exchange.collected(ADA[1:]) == "true"


@root
def test_who_asks_for_no_check_of_owners_gets_none(exchange):
    exchange.hand_in(ADA, LATE, BOB, "by somebody")
    assert "Not collected" not in exchange.collect(check_owner=False) and exchange.collected() == "by somebody"


def test_where_all_hand_in_from_one_account_all_is_collected(exchange):
    for student in ("ada", "mail", "grace+hopper"):  # whatever accounts there are
        exchange.hand_in(student, EARLY, text=student)
        exchange.hand_in(student, LATE, text=f"{student} again")
    assert "Not collected" not in exchange.collect()
    for student in ("ada", "mail", "grace+hopper"):
        assert exchange.collected(student) == f"{student} again"


@pytest.mark.parametrize("stamp", ["", "2020-01-01 00:00:00 UTC", "soon", None])
def test_the_time_that_chose_a_hand_in_is_the_time_that_is_kept(exchange, stamp):
    folder = exchange.hand_in("ada", LATE)
    (folder / "timestamp.txt").unlink()
    if stamp is not None:
        (folder / "timestamp.txt").write_text(stamp)
    exchange.collect()
    assert exchange.collected("ada", "timestamp.txt") == LATE


def test_what_was_collected_with_a_time_that_is_none_does_not_stop_the_rest(exchange):
    for student in ("ada", "ben"):
        exchange.hand_in(student, EARLY)
    exchange.collect()
    (exchange.folder / "submitted" / "ada" / LESSON / "timestamp.txt").write_text("soon")
    exchange.hand_in("ben", LATE, text="newer")
    exchange.collect()
    assert (exchange.collected("ada"), exchange.collected("ben")) == ("true", "newer")


def test_a_hand_in_that_was_written_after_the_deadline_it_claims_to_have_met_is_named(exchange):
    with Gradebook(exchange.db_url, "backprop") as gradebook:
        gradebook.update_or_create_assignment(LESSON, duedate=datetime(2020, 11, 1, 18))
    exchange.hand_in("ada", "2020-11-01 17:59:00.000000 UTC")
    exchange.hand_in("ben", LATE)
    said = exchange.collect()
    assert said.count("claims a time before the deadline, 2020-11-01 17:59 UTC, but was last written after it") == 1
    assert exchange.collected("ada") == exchange.collected("ben") == "true"


def test_what_is_handed_in_after_a_release_cannot_be_renamed_or_removed_by_another(exchange):
    shutil.copytree(ROOT / "release" / LESSON, exchange.folder / "release" / LESSON)
    exchange.inbound.rmdir()
    exchange.plugin("ReleaseAssignment").start()
    assert oct(exchange.inbound.stat().st_mode & 0o7777) == oct(0o3733)  # nbgrader's, and the sticky bit


def test_the_courses_settings_collect_and_release_so(monkeypatch, tmp_path):
    monkeypatch.setenv("BACKPROP_EXCHANGE", str(tmp_path))
    factory = ExchangeFactory(config=configuration(ROOT))
    assert (factory.collect, factory.release_assignment) == (Collect, Release)
