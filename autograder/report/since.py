"""What has changed since the report before: a small file beside the page remembers its numbers."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .. import whole
from .overview import Overview

FILE = "numbers.json"


@dataclass(frozen=True)
class News:
    """When the report before was made, and what is different now, in a sentence or two."""

    made: str
    text: str


def news(overview: Overview, folder: Path) -> News | None:
    """Return what has changed since the last report with other numbers, and remember those of today."""
    kept: dict[str, Any] = {}
    with suppress(OSError, ValueError, AttributeError):
        kept = dict(json.loads((folder / FILE).read_text("utf-8")))
    now = numbers(overview)
    last, before = kept.get("now"), kept.get("before")
    if last and {**last, "made": ""} != {**now, "made": ""}:
        before = last
    whole.write(folder / FILE, json.dumps({"now": now, "before": before}), private=True)
    try:
        return News(str(before["made"]), compared(before, now)) if before else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def numbers(overview: Overview) -> dict[str, Any]:
    """Return what is remembered of a report."""
    return {
        "made": f"{datetime.now():%d %B %Y, %H:%M}",
        "mean": None if overview.mean is None else round(overview.mean, 4),
        "points": {one.person.id: round(one.scores.points, 4) for one in overview.learners},
        "mistakes": {f"{m.exercise}: {m.text}": len(m.who) for m in overview.commonest},
    }


def compared(before: dict[str, Any], now: dict[str, Any]) -> str:
    """Return the difference of two reports' numbers."""
    old, new = before["points"], now["points"]
    both = old.keys() & new.keys()
    more, fewer = sum(new[s] > old[s] for s in both), sum(new[s] < old[s] for s in both)
    said = [
        f"{len(new.keys() - old.keys())} more graded" if new.keys() - old.keys() else "",
        f"{len(old.keys() - new.keys())} no longer there" if old.keys() - new.keys() else "",
        f"{more} with more points" if more else "",
        f"{fewer} with fewer" if fewer else "",
        "the mean {}, now {}".format(*("–" if one["mean"] is None else f"{one['mean']:.2f}" for one in (before, now))),
    ]
    counts = {m: now["mistakes"].get(m, 0) - before["mistakes"].get(m, 0) for m in before["mistakes"] | now["mistakes"]}
    mistake, change = max(counts.items(), key=lambda item: abs(item[1]), default=("", 0))
    told = f" Most changed: “{mistake}”, {change:+d}." if abs(change) > 1 else ""
    return ", ".join(filter(None, said)) + "." + told
