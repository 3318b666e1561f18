"""What a visitor reads first is true: names of files, of lessons and of Pythons, and the one word to be filled in."""

import re
import tomllib

import pytest
import yaml

from tools.lock import CONDA, OLDEST

from .course import ROOT

README = (ROOT / "README.md").read_text("utf-8")
FORMS = [ROOT / ".github/ISSUE_TEMPLATE" / name for name in ("lost-points.yml", "misleading-card.yml")]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
DOCUMENTS += sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
# from where a document counts a path
ROOMS = ["", "docs", "notebooks/backprop", "autograder", "autograder/sandbox", "tools/gradescope", "config/hub"]
PATHS = [r"`((?:\.?[\w*-]+/)+[\w.*-]*)`", r"`([\w.-]+\.(?:md|py|txt|in|yml|toml|db|ipynb))`", r"\]\(([^):]+)\)"]
FENCED = r"^ *(`{3,}).*?^ *\1$"
MADE = "build|submitted|autograded|judged|feedback|report|demo|exchange|downloaded|notebooks/01_intuition"  # when used
MADE_UP = rf"LESSON/|^({MADE})/|^class\."  # or any lesson's
MADE_UP += r"|\b(promised_change|hits|(05_)?mine)\b"  # or added to the course by the ways in CONTRIBUTING


def tracked():
    """Return the paths of the project's own text files."""
    kinds = {".py", ".md", ".txt", ".in", ".yml", ".toml", ".cff", ".js", ".css", ".ipynb", ""}
    places = [path for path in ROOT.iterdir() if path.name not in {".venv", ".git", "build"}]
    inside = [file for place in places for file in (place.rglob("*") if place.is_dir() else [place])]
    return [path for path in inside if path.suffix in kinds and path.is_file() and "__pycache__" not in path.parts]


def test_the_account_that_publishes_the_course_is_named_in_the_readmes_two_addresses_alone():
    accounts = re.findall(r"(?:github\.com|mybinder\.org/v2/gh)/([\w-]+)/backprop-by-hand", README)
    assert len(accounts) == 2 and len(set(accounts)) == 1
    others = [path for path in tracked() if path.name not in ("README.md", "test_documents.py")]
    assert [path for path in others if re.search(rb"\bOWNER\b", path.read_bytes())] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document):
    text = re.sub(FENCED, "", (ROOT / document).read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    named = [path for pattern in PATHS for path in re.findall(pattern, text) if not re.search(MADE_UP, path)]
    assert named
    missing = [path for path in named if not any(list((ROOT / room).glob(path.rstrip("/"))) for room in ROOMS)]
    assert missing == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_an_issue_form_asks_for_the_lessons_there_are_and_each_field_once(form):
    fields = [field for field in yaml.safe_load(form.read_text("utf-8"))["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids) and {"lesson", "function", "where", "code", "card"} <= set(ids)
    (lessons,) = (field["attributes"]["options"] for field in fields if field["id"] == "lesson")
    assert lessons == re.findall(r"^\| \[(\d · .*?)\]", README, flags=re.MULTILINE)


def test_the_pythons_that_are_promised_are_those_that_are_tested():
    workflow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    tried = workflow["jobs"]["fast"]["strategy"]["matrix"]["python"]
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert promised == f">={OLDEST}" and tried[0] == OLDEST
    newer = re.search(r"with Python (3\.\d+)", (ROOT / ".ci/newer-python").read_text("utf-8"))[1]
    assert newer == CONDA and f"with Python {OLDEST}, and what needs no browser and no server with {newer}" in README
