"""The landing page: it takes what it says of the lessons from README, and leads to no place that is not there."""

import pytest

from pages.contents import LESSONS, README, REPOSITORY
from pages.lite import build
from pages.site import write_landing


@pytest.mark.parametrize("built", [False, True], ids=["without JupyterLite", "with JupyterLite"])
def test_the_lessons_open_in_the_browser_only_where_that_is_built(tmp_path, built):
    if built:
        (tmp_path / "lite/lab").mkdir(parents=True)
        (tmp_path / "lite/lab/index.html").touch()
    write_landing(tmp_path, dict.fromkeys(LESSONS, ""))
    page = (tmp_path / "index.html").read_text("utf-8")
    assert ("lite/lab/index.html?path=01_intuition.ipynb" in page, "Open in the browser" in page) == (built, built)


def test_every_lesson_is_there_as_readme_has_it_and_the_account_comes_from_there(tmp_path):
    write_landing(tmp_path, {stem: f"<p>figure of {stem}</p>" for stem in LESSONS})
    page = (tmp_path / "index.html").read_text("utf-8")
    assert [*LESSONS] == ["01_intuition", "02_notation", "03_observations", "04_gradient"]
    for stem, lesson in LESSONS.items():
        assert lesson.name in README and lesson.name in page and f"<p>figure of {stem}</p>" in page
    assert REPOSITORY in README and f"git clone {REPOSITORY} " in page


@pytest.mark.parametrize(
    ("pyodide", "said"), [("/nowhere", "no lock file of Pyodide at /nowhere"), (None, "holds something else")]
)
def test_what_keeps_the_browsers_notebooks_from_being_built_is_said(tmp_path, monkeypatch, pyodide, said):
    monkeypatch.setattr(build, "installed", lambda: True)
    if pyodide is None:
        (tmp_path / "thesis.tex").touch()
    with pytest.raises(build.CannotBuild, match=said):
        build.build(tmp_path, pyodide)
    assert pyodide or (tmp_path / "thesis.tex").is_file()
