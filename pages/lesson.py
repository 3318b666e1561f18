"""A lesson's notebook as the parts of a page, each an HTML text, and the frames of its figures.

1. The cells run in order, as Run All runs them (`running`); the page shows what they show.
2. Markdown      typeset (`text`), without the line about running the notebook
3. A figure      with native controls (`figure`); its frames are packed into a file (`frames`)
4. An exercise   as it stands in the notebook, said to be written there; its check's points beside it, and once a lesson
                 the cards that a check answers with
"""

import re
from dataclasses import dataclass, field
from html import escape

import nbformat

from . import cards, figure, text
from .contents import ROOT
from .frames import drawn
from .maths import mathml
from .packing import packed
from .running import shell

ONLY_IN_A_NOTEBOOK = re.compile(r"^\*Figures move where the notebook runs.*\*\n+", re.MULTILINE)
SHOWN = re.compile(r"widgets\.(\w+)\(")
RESTS = {"training": {"epoch": 100}}  # at its start nothing is trained yet, whatever the learning rate
PLOT = "The plot that the code above draws"


@dataclass
class Lesson:
    """What a page needs of a notebook: its stem, headings and parts, its files by address."""

    stem: str
    headings: list = field(default_factory=list)
    body: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    figures: dict = field(default_factory=dict)  # a figure's name: its frames and its widget
    questions: int = 0

    @property
    def number(self):
        """The lesson's number."""
        return int(self.stem[:2])


def read(stem, say):
    """Run and render the lesson ``stem``; ``say`` hears of each figure. Raises RuntimeError where a cell fails."""
    notebook = nbformat.read(ROOT / f"notebooks/{stem}.ipynb", as_version=4)
    solved = nbformat.read(ROOT / f"source/{stem}/{stem}.ipynb", as_version=4)
    lesson = Lesson(stem)
    running = shell(plots=any("matplotlib" in cell.source for cell in notebook.cells))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            source = ONLY_IN_A_NOTEBOOK.sub("", cell.source)
            lesson.body.append(text.html(source, lesson.headings))
            continue
        role = cell.metadata.get("nbgrader", {})
        ran = running.run(cell.source)
        if role.get("solution"):
            lesson.body.append(yours(cell.source))
        elif role.get("grade"):
            first = not any('class="cards"' in part for part in lesson.body)
            shown = cards.shown(cell.source, solved, running, ran.outputs[-1]["text/html"]) if first else ""
            lesson.body.append(check(cell.source, role.points) + shown)
        elif ran.widget is None:
            lesson.body.append(text.coloured(cell.source) + outputs(ran, lesson))
        else:
            lesson.body.append(widget(cell.source, ran.widget, lesson))
            say(f"lesson {lesson.number}: {SHOWN.search(cell.source)[1]}")
    return lesson


def yours(source):
    """Return an exercise's cell."""
    return f'<div class="yours"><p>Yours to write, in the notebook:</p>{text.coloured(source)}</div>'


def check(source, points):
    """Return the cell that checks it."""
    worth = f"{points:g} point{'s' * (points != 1)}"
    return f'<p class="check"><code>{escape(source.strip())}</code> checks it there, for {worth}.</p>'


def widget(source, shown, lesson):
    """Return a figure or a question; the code before it, where there is some."""
    before = source.rstrip().rpartition("\n")[0]
    code = text.coloured(before) if before else ""
    if not hasattr(shown, "controls"):
        lesson.questions += 1
        return f"{code}{figure.ask(shown, f'question-{lesson.questions}')}"
    name = SHOWN.search(source)[1]
    frames = drawn(shown, RESTS.get(name, {}))
    address = f"frames/{lesson.stem}/{name}.js"
    lesson.files[address] = f"framesOf({address!r},{packed(frames)});\n"
    lesson.figures[name] = frames, shown
    return f"{code}{figure.figure(frames, shown, address, f'figure-{len(lesson.figures)}')}"


def outputs(ran, lesson):
    """Return what a cell printed and put out."""
    made = [f'<pre class="out">{escape(ran.printed.rstrip())}</pre>'] if ran.printed.strip() else []
    for data in ran.outputs:
        if "image/svg+xml" in data:
            address = f"plots/{lesson.stem}-{sum(path.startswith('plots/') for path in lesson.files) + 1}.svg"
            lesson.files[address] = data["image/svg+xml"]
            made.append(f'<img class="plot" src="{address}" alt="{PLOT}" loading="lazy">')
        elif "text/html" in data:
            made.append(data["text/html"])
        elif "text/latex" in data:
            tex = data["text/latex"].strip().strip("$").replace(r"\displaystyle", "")
            made.append(f'<div class="formula wide out">{mathml(tex, display=True)}</div>')
        elif "text/plain" in data:
            made.append(f'<pre class="out">{escape(data["text/plain"])}</pre>')
    return "".join(made)
