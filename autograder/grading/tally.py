"""What one run of the class command did, lesson by lesson, and what a regrade changed: counted, shown as tables."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich import box
from rich.table import Table

from ..names import shown
from ..record.changes import Change, Scores, changes, first_penalties, to_be_given

MOST_TOLD, MOST_NAMED = 60, 20  # changes, and learners in a line
ANY = "(no lesson)"


class Tally:
    """Counts of one run. ``planned``: of a run that only says what it would do."""

    def __init__(self, planned: bool = False) -> None:
        self.planned = planned
        self.graded: Counter[str] = Counter()
        self.unchanged: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.left_out: dict[str, Counter[str]] = {}
        self.changes: list[Change] = []
        self.late: list[Change] = []
        self.waiting: list[tuple[str, str]] = []
        self.again = 0

    def leave_out(self, lesson: str, why: str, number: int = 1) -> None:
        """Count submissions that are left out."""
        self.left_out.setdefault(lesson, Counter())[why] += number

    def take(self, before: Scores, after: Scores) -> None:
        """Count what a commit changed for those that were graded before, new penalties, and who waits for points."""
        self.again += len(before.keys() & after.keys())
        self.changes += changes(before, after)
        self.late += first_penalties(before, after)
        self.waiting += to_be_given(after)

    def lessons(self) -> Table | None:
        """Return the table of lessons, None if there was nothing."""
        if not (names := {*self.graded, *self.unchanged, *self.faults, *self.left_out}):
            return None
        table = plain_table("lesson", "to judge" if self.planned else "graded", "unchanged", "grader's faults")
        table.add_column("left out, and why", overflow="fold")
        for name in sorted(names, key=lambda name: (name == ANY, name)):
            why = "; ".join(f"{n} {reason}" for reason, n in self.left_out.get(name, Counter()).most_common())
            numbers = (self.graded[name], self.unchanged[name], self.faults[name])
            table.add_row(name, *map(str, numbers), why or "0")
        return table

    def remarks(self) -> Iterator[str]:
        """Yield a line on the late penalties of a first grading, and one on points to be given by hand, if any."""
        late = [f"{shown(one.student)}, {one.lesson}: {one.after}" for one in self.late]
        for what, told in (
            ("Late, with a penalty", late),
            ("Waiting for points by hand, in Formgrader", [f"{shown(who)}, {lesson}" for who, lesson in self.waiting]),
        ):
            if told:
                yield f"{what}: {len(told)} ({'; '.join(told[:MOST_NAMED])}{' ...' * (len(told) > MOST_NAMED)})."

    def regrades(self) -> Iterator[Table | str]:
        """Yield what a regrade changed, if anybody was graded again."""
        if self.again and not self.changes:
            yield f"Graded again: {self.again}. Nothing changed: all scores are as before."
        if self.changes:
            who = {(change.student, change.lesson) for change in self.changes}
            again = f"Graded again: {self.again}. " if self.again else ""
            yield f"{again}{'It would change' if self.planned else 'Changed'} for {len(who)}:"
            table = plain_table("learner", "lesson", "exercise", "before", "after")
            for change in self.changes[:MOST_TOLD]:
                table.add_row(shown(change.student), change.lesson, change.what, str(change.before), str(change.after))
            yield table
            yield from more(self.changes)


def plain_table(*columns: str) -> Table:
    """Return an empty table without a frame, which reads alike in a terminal and in a file."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def more(lines: list) -> Iterable[str]:
    """Return the line on what is not told any more."""
    return [f"... and {len(lines) - MOST_TOLD} more like these."] if len(lines) > MOST_TOLD else []
