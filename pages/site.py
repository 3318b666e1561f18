"""The site's files: what all pages share, a page a lesson, the landing page."""

import base64
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from backprop.figures.palette import COLOURS, variables
from backprop.figures.picture import STYLE

from . import figure
from .contents import LESSONS, REPOSITORY
from .lesson import read

HERE = Path(__file__).parent
WIDGETS = HERE.parent / "notebooks/backprop/widgets"
FACE = re.compile(r"url\(data:font/woff2;base64,([^)]+)\)")
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip


def write_shared(out):
    """Write the style, the script and the fonts, with their licences."""
    fonts = out / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for file in [*(HERE / "fonts").iterdir(), *WIDGETS.glob("OFL-*.txt")]:
        (fonts / file.name).write_bytes(file.read_bytes())
    (out / "figures.js").write_bytes((HERE / "figures.js").read_bytes())
    names = iter(("sans", "sans-600", "letters", "letters-600"))

    def to_file(face):
        name = f"{next(names)}.woff2"
        (fonts / name).write_bytes(base64.b64decode(face[1]))
        return f"url(fonts/{name})"

    faces = FACE.sub(to_file, (WIDGETS / "typeface.css").read_text("utf-8")).replace("display: block", "display: swap")
    dark = " ".join(f"--bp-{symbol}: {pair[1]};" for symbol, pair in COLOURS.items())
    style = (HERE / "style.css").read_text("utf-8").replace("/* the symbols' colours in the dark */", dark)
    tones = "".join(f".tone-{symbol} {{ color: var(--bp-{symbol}); }}\n" for symbol in COLOURS)
    figures = STYLE.replace(variables(), variables().partition("\n")[0] + "\n")
    (out / "style.css").write_text(faces + figures + tones + style, encoding="utf-8", newline="\n")


def write_lesson(stem, out):
    """Write the page of a lesson and the frames of its figures; return its figure for the landing page as HTML."""
    lesson = read(stem, lambda words: print(words, flush=True))
    for address, content in lesson.files.items():
        (out / address).parent.mkdir(parents=True, exist_ok=True)
        (out / address).write_text(content, encoding="utf-8", newline="\n")
    order = list(LESSONS)
    at = order.index(stem)
    around = {"before": order[at - 1] if at else None, "after": order[at + 1] if at + 1 < len(order) else None}
    write(
        out,
        f"{stem}.html",
        "lesson.html",
        lesson=lesson,
        first=next(path for path in lesson.files if path.startswith("frames/")),
        **around,
    )
    name = LESSONS[stem].figure
    frames, widget = lesson.figures[name]
    return str(figure.figure(frames, widget, f"frames/{stem}/{name}.js", f"lesson-{at + 1}", told=True))


def write_landing(out, figures):
    """Write the landing page around ``figures``, HTML by lesson."""
    write(out, "index.html", "landing.html", figures={stem: Markup(html) for stem, html in figures.items()})


def write(out, name, template, **values):
    """Fill a template and write it; a link to the lessons in the browser only where these were built."""
    binder = f"https://mybinder.org/v2/gh/{REPOSITORY.split('github.com/')[1]}/HEAD?urlpath=doc/tree/notebooks/"
    page = TEMPLATES.get_template(template).render(
        lessons=LESSONS, repository=REPOSITORY, binder=binder,
        lite="lite/lab/index.html?path=" if (out / "lite/lab/index.html").is_file() else "", **values,
    )  # fmt: skip
    (out / name).write_text(page, encoding="utf-8", newline="\n")
