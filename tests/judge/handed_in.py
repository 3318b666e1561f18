"""A submission in the making: the solved notebook of lesson 1, for other code to spoil, and what it must score."""

import json
from dataclasses import dataclass, field

from backprop.exercises import exercises, exercises_of

LESSON = "01_intuition"
NAME = f"{LESSON}.ipynb"
POINTS = {name: exercise.points for name, exercise in exercises_of(LESSON).items()}
FULL = sum(POINTS.values())


@dataclass(frozen=True)
class Case:
    """A submission's name, how it is made, and its points by function."""

    name: str
    make: object
    points: dict


def hands_in(**lost):
    """Collect a function that spoils a `Notebook`; the functions named keep only the given points, the others all.

    ``everything=0`` names them all.
    """

    def collect(make):
        everything = lost.pop("everything", None)
        points = {f: float(full if everything is None else everything) for f, full in POINTS.items()}
        points |= {function: float(value) for function, value in lost.items()}
        CASES.append(Case(make.__name__, make, points))
        return make

    return collect


CASES = []


@dataclass
class Notebook:
    """The solved notebook: its cells as dicts, the bytes that replace it, and files that lie beside it."""

    data: dict
    text: bytes | None = None
    folder: object = None
    name: str = NAME
    files: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)
    folders: list = field(default_factory=list)

    @property
    def cells(self):
        """Return the list of cells."""
        return self.data["cells"]

    def cell(self, grade_id):
        """Return the cell called ``grade_id``."""
        return next(c for c in self.cells if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)

    def place(self, grade_id):
        """Return where it stands."""
        return self.cells.index(self.cell(grade_id))

    def solve(self, function, source):
        """Write ``source`` into the cell of ``function``."""
        self.cell(exercises()[function].grade_id)["source"] = source

    def also(self, function, source):
        """Add ``source`` below what stands in the cell of ``function``."""
        cell = self.cell(exercises()[function].grade_id)
        cell["source"] = "".join(cell["source"]) + "\n" + source

    def code(self, source, at=1, **metadata):
        """Insert a code cell, by default behind the imports; return it."""
        new = {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}
        self.cells.insert(at + 1 if at >= 0 else len(self.cells), new)
        return new

    def prose(self, source):
        """Append a Markdown cell."""
        self.cells.append({"cell_type": "markdown", "metadata": {}, "source": source})

    def as_bytes(self):
        """Return the file that is written of it."""
        return json.dumps(self.data).encode()

    def moves_to(self, name):
        """Lie in a file called ``name``, which may be in a folder, in place of the right one."""
        self.files[name], self.name = self.as_bytes(), None

    def write(self, folder):
        """Write the submission into ``folder``."""
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        for name, target in self.links.items():
            (folder / name).symlink_to(target)
        for name in self.folders:
            (folder / name).mkdir()
        if self.name is not None:
            (folder / self.name).write_bytes(self.as_bytes() if self.text is None else self.text)
