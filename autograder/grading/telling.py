"""What the class command says while it works: plain lines, or on a terminal a bar above which only news are told."""

import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from .tally import Tally

WIDE = 140  # columns, where there is no terminal to ask


class Telling:
    """Says all in lines, and counts for the tables."""

    def __init__(self, say: Callable[[str], None] = print, planned: bool = False) -> None:
        self.say, self.tally = say, Tally(planned)

    def begin(self, total: int, doing: str = "Judging") -> None:
        """Take note that so many submissions are about to be judged, or whatever is being done to them."""
        self.total, self.start = total, time.monotonic()

    def reach(self, done: int) -> None:
        """Take note that so many are done; it is not worth a line."""

    def news(self, done: int, text: str) -> None:
        """Say what is worth a line on any account, with how many are done."""
        self.say(f"{done} of {self.total} · {text}")

    def graded(self, done: int, text: str, kept: str, notes: tuple[str, ...]) -> None:
        """Say that a submission was judged; ``kept``: what to say of scores given by hand."""
        more = left(time.monotonic() - self.start, done, self.total - done)
        self.news(done, "\n    ".join([text + kept + more, *notes]))

    def end(self) -> None:
        """Say no more of how many are done."""

    def tables(self) -> None:
        """Say what was done lesson by lesson, and what has changed."""
        console = Console(markup=False, emoji=False, highlight=False, width=None if sys.stdout.isatty() else WIDE)
        for part in (self.tally.lessons(), *self.tally.remarks(), *self.tally.regrades()):
            if part is not None:
                console.print(part, soft_wrap=isinstance(part, str))


class Rate(ProgressColumn):
    """Submissions a second, or a minute."""

    def render(self, task: Task) -> Text:
        """Return the rate as text."""
        if not task.speed:
            return Text("")
        return Text(f"{task.speed:.1f}/s" if task.speed >= 1 else f"{task.speed * 60:.0f}/min")


class Bar(Telling):
    """On a terminal: a bar with rate and time left; of single submissions only those that have notes, or failed."""

    def __init__(self, planned: bool = False) -> None:
        self.console = Console(markup=False, emoji=False, highlight=False)
        super().__init__(lambda text: self.console.print(text, soft_wrap=True), planned)
        counted = (MofNCompleteColumn(), Rate(), TextColumn("left:"), TimeRemainingColumn(compact=True))
        self.progress = Progress(TextColumn("{task.description}"), BarColumn(), *counted, console=self.console)

    def begin(self, total: int, doing: str = "Judging") -> None:
        """Show the bar."""
        super().begin(total)
        self.task = self.progress.add_task(doing, total=total)
        self.progress.start()

    def reach(self, done: int) -> None:
        """Move the bar."""
        self.progress.update(self.task, completed=done)

    def news(self, done: int, text: str) -> None:
        """Say it above the bar."""
        self.reach(done)
        self.say(text)

    def graded(self, done: int, text: str, kept: str, notes: tuple[str, ...]) -> None:
        """Move the bar; say only what has notes, or scores given by hand."""
        self.reach(done)
        if kept or notes:
            self.say("\n    ".join([text + kept, *notes]))

    def end(self) -> None:
        """Leave the bar as it is and go on below it."""
        self.progress.stop()
        self.progress.update(self.task, visible=False)


def on_this_terminal(planned: bool = False) -> Telling:
    """Return what suits the terminal, or that there is none."""
    console = Console()
    return Bar(planned) if sys.stdout.isatty() and not console.is_dumb_terminal else Telling(print, planned)


def left(seconds: float, done: int, rest: int) -> str:
    """Return how long the ``rest`` will take if it goes on as so far, as text; nothing while that cannot be told."""
    if not rest or seconds < 5:
        return ""
    estimate = seconds / done * rest
    return f" · about {estimate:.0f} s left" if estimate < 90 else f" · about {estimate / 60:.0f} min left"
