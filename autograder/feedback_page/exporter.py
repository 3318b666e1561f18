"""nbconvert's exporter of HTML, with the template and the table of this course."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

from .overview import Overview

HERE = Path(__file__).resolve().parent
LIGHT, DARK = "default", "github-dark"  # pygments' styles


class FeedbackPage(HTMLExporter):
    """Writes a learner's feedback page; to be named as `c.GenerateFeedback.exporter_class`."""

    def __init__(self, config: Config | None = None, **named: Any) -> None:
        known: Any = Config() if config is None else config.copy()
        own = known.FeedbackPage  # stands above what nbgrader says of every HTMLExporter
        own.setdefault("template_name", "page")
        own.setdefault("extra_template_basedirs", [str(HERE)])
        super().__init__(config=known, **named)
        self.register_preprocessor(Overview, enabled=True)

    def _init_resources(self, resources: dict | None) -> dict:
        """Return nbconvert's resources, with the colours of code on light and dark pages."""
        resources = super()._init_resources(resources)
        resources["code_style"] = {name: colours(style) for name, style in (("light", LIGHT), ("dark", DARK))}
        return resources


def colours(style: str) -> str:
    """Return the style sheet of one of pygments' styles, without its background."""
    return HtmlFormatter(style=style, nobackground=True).get_style_defs(".highlight")
