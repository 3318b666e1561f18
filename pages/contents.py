"""What the site says of each lesson, and where the course is published: read from README.md, where both stand."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
REPOSITORY = re.search(r"https://github\.com/[\w-]+/backprop-by-hand", README)[0]
ROW = re.compile(r"^\| \[(\d) · (.*?)\]\(notebooks/(\w+)\.ipynb\) \| (.*?) \| (.*?) \|", re.MULTILINE)
FIGURES = {1: "forward_pass", 2: "index_explorer", 3: "four_lines", 4: "back_stepper"}  # what stands for a lesson


@dataclass(frozen=True)
class About:
    """A lesson's number and title, what it is about, how long it takes, the figure that stands for it."""

    number: int
    title: str
    about: str
    time: str
    figure: str

    @property
    def name(self):
        """Return number and title."""
        return f"{self.number} · {self.title}"


LESSONS = {
    stem: About(int(number), title, about, time, FIGURES[int(number)])
    for number, title, stem, about, time in ROW.findall(README)
}
