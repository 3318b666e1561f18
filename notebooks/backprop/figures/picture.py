"""What a figure gives back: a picture and its read-out."""

from dataclasses import dataclass
from html import escape

from .lettering import plain, prose
from .palette import variables

STYLE = (
    variables()
    + """
.bp-picture { display: block; width: 100%; height: auto; background: var(--bp-paper); color: var(--bp-ink, inherit);
  font: 14px 'Lesson Sans', var(--jp-content-font-family, sans-serif); }
.bp-picture text { fill: currentColor; }
.bp-picture .bp-halo { fill: none; stroke: var(--bp-paper, #fff); stroke-width: 4px; user-select: none; }
.bp-picture .bp-m, .bp-readout i { font-style: italic; font-size: 1.12em;
  font-family: 'Lesson Maths', 'STIX Two Text', Cambria, 'Times New Roman', serif; }
@media (forced-colors: active) { .bp-picture, .bp-picture text { forced-color-adjust: none; } }
"""
)
COVERED = "covered until you have answered."  # what a figure says of its telling part before its question is answered


@dataclass(frozen=True)
class Picture:
    """A drawn figure: ``svg``, its size in pixels, and ``readout``, the same numbers in words (HTML)."""

    svg: str
    width: int
    height: int
    readout: str = ""

    @property
    def text(self):
        """The read-out without its mark-up."""
        return plain(self.readout)

    def _repr_html_(self):
        return page(self.svg, self.readout)


def page(svg, readout):
    """Return a picture and its read-out as HTML that needs nothing else."""
    return f"<style>{STYLE}</style>{svg}<p class='bp-readout'>{readout}</p>"


def picture(width, height, *parts, title, readout=""):
    """Put the ``parts`` together into a `Picture`: ``title`` says what it shows, ``readout`` tells the numbers."""
    svg = (
        f'<svg class="bp-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(plain(prose(title)))}" style="max-width:{width}px">{"".join(parts)}</svg>'
    )
    return Picture(svg, width, height, prose(readout))
