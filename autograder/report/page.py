"""From an `Overview` to a page: everything that came from a learner is escaped, every list is bounded."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..settings import Settings
from . import pictures
from .overview import Overview
from .since import News

HERE = Path(__file__).resolve().parent
MOST_NAMES, MOST_MISTAKES, MOST_PIECES, MOST_LEARNERS = 12, 8, 3, 100
LONGEST = 300  # characters of a sentence


def points(value: float | None) -> str:
    """Return points without needless digits; a dash for none."""
    return "–" if value is None else f"{round(value, 2):g}"


def rounded(value: float | None) -> str:
    """Return a mean with as many digits as it is worth; a dash for none."""
    if value is None:
        return "–"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def percent(part: int, whole: int) -> str:
    """Return a share as text."""
    return f"{100 * part / whole:.0f} %" if whole else ""


def lateness(seconds: float) -> str:
    """Return how late something came, in the largest unit that says it; nothing for what was in time."""
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 1.95 * length or (unit == "min" and seconds > 0):
            return f"{max(seconds / length, 1):.0f} {unit}"
    return ""


def shortened(text: str) -> str:
    """Return a sentence, bounded, without what a terminal or page may stumble over."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def title_of(settings: Settings, name: str) -> str:
    """Return a lesson's first heading, or its name."""
    try:
        notebook = json.loads((settings.source / name / f"{name}.ipynb").read_text("utf-8"))
        lines = [line for cell in notebook["cells"] for line in "".join(cell["source"]).splitlines()]
        return next((line[2:].strip() for line in lines if line.startswith("# ")), name)
    except (OSError, ValueError, KeyError, TypeError):
        return name


def environment() -> Environment:
    """Return Jinja's environment: all that is put in is escaped."""
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {f.__name__: f for f in (points, rounded, percent, lateness, shortened)}
    return made


class Names:
    """What learners are called on a page: their names, or numbers that only the holder of the course key can tell."""

    def __init__(self, overview: Overview, key: bytes | None) -> None:
        self.people, self.numbers = overview.people, {}
        if key:
            ids = {one.person.id for one in overview.learners} | overview.people.keys() | set(overview.waiting)
            digests = {
                student: hmac.new(key, student.encode("utf-8", "replace"), hashlib.sha256).digest() for student in ids
            }
            self.numbers = {s: f"learner {n}" for n, s in enumerate(sorted(ids, key=digests.__getitem__), 1)}

    def name(self, student: str) -> str:
        """Return what one learner is called."""
        if self.numbers:
            return self.numbers[student]
        person = self.people.get(student)
        name = person.name if person else student
        return shortened(name if name == student else f"{name} ({student})")

    def some(self, students: Sequence[str], most: int = MOST_NAMES) -> str:
        """Return the names of several, bounded."""
        shown = [self.name(s) if self.numbers or s not in self.people else self.people[s].name for s in students[:most]]
        more = f" and {len(students) - most} more" if len(students) > most else ""
        return shortened_list(shown) + more


def shortened_list(names: Sequence[str]) -> str:
    """Return names with commas between."""
    return ", ".join(shortened(name) for name in names)


def lesson(settings: Settings, o: Overview, news: News | None, anonymous: bool, back: bool) -> str:
    """Return the page of a lesson. ``back``: with a link to the page of all lessons."""
    names = Names(o, settings.key if anonymous else None)
    ranges = pictures.bins(o.totals, o.maximum)
    drawn = {"distribution": pictures.distribution(ranges), "exercises": pictures.exercises(o.rows)}
    return (
        environment()
        .get_template("lesson.html.j2")
        .render(
            o=o,
            title=title_of(settings, o.lesson),
            css=(HERE / "page.css").read_text("utf-8"),
            made=f"{datetime.now():%d %B %Y, %H:%M}",
            news=news,
            anonymous=anonymous,
            back=back,
            pictures=drawn,
            ranges=ranges,
            words=pictures.words(o.rows),
            name=names.name,
            names=names.some,
            shown=o.learners[:MOST_LEARNERS],
            late=sum(one.scores.late > 0 for one in o.learners),
            penalised=any(one.scores.penalty for one in o.learners),
            by_hand=any(one.scores.by_hand for one in o.learners[:MOST_LEARNERS]),
            untouched=sum(one.untouched for one in o.learners),
            look=[one for one in o.learners if one.look],
            notes=[one for one in o.learners if one.notes and not one.look],
            most_mistakes=MOST_MISTAKES,
            most_pieces=MOST_PIECES,
        )
    )


def index(settings: Settings, overviews: Sequence[Overview]) -> str:
    """Return the page of all lessons."""
    lessons = [(title_of(settings, o.lesson), o) for o in overviews]
    css = (HERE / "page.css").read_text("utf-8")
    return (
        environment()
        .get_template("index.html.j2")
        .render(lessons=lessons, css=css, made=f"{datetime.now():%d %B %Y, %H:%M}")
    )
