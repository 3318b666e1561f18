"""The report of a class: what it says, that what learners wrote stays text, that nothing damaged stops it."""

import csv
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from nbgrader.api import Gradebook

from autograder import settings
from autograder.course.lesson import UnknownLesson
from autograder.report import alike, code, entries, gathering, mistakes, page, pictures, report, since, tables
from autograder.report.mistakes import Mistake
from autograder.report.scores import Person, Scores
from backprop.exercises import exercises

from .classes import hostile, learner, overview
from .course import ROOT

SETTINGS = settings.load(ROOT)
ENTRY = {
    "student": "ada", "lesson": "01_intuition", "points": 1, "notes": ["No module named 'torch'"], "tier": "landlock",
    "marks": {"push": {"points": 0, "maximum": 2, "state": "not right yet", "findings": [[2, "Opposite sign."]]}},
}  # fmt: skip


class Elements(HTMLParser):
    """Collects what a page has: elements with their attributes, and whether all that opens is closed."""

    EMPTY = ("meta", "br", "wbr", "hr", "img", "link")

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.text = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text.append(data)

    def all(self, *tags):
        """Return the attributes of the elements with one of these names."""
        return [attributes for tag, attributes in self.found if tag in tags]


def page_of(one, anonymous=False, **more):
    """Return a class's page, as HTML."""
    given = SimpleNamespace(source=SETTINGS.source, key=b"k" * 32)
    return page.lesson(given, one, more.get("news"), anonymous, more.get("back", False))


def test_a_page_is_whole_and_readable_without_its_pictures():
    one = overview(learner("ada", 2.0), learner("bob", 0.5, "partly", penalty=0.25), learner("cy", 0, "untouched"))
    found = Elements(page_of(one, back=True))
    assert found.open == [] and found.all("html") == [{"lang": "en"}]
    assert not found.all("script", "link", "img", "iframe", "object")
    assert len(found.all("h1")) == 1 and len(found.all("main")) == 1
    tables_, captions = found.all("table"), found.all("caption")
    assert len(tables_) == len(captions) >= 3
    assert all(cell.get("scope") in ("col", "row") for cell in found.all("th"))
    ids = [attributes["id"] for _, attributes in found.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [a["aria-labelledby"] for _, a in found.found if "aria-labelledby" in a]
    links = [a["href"][1:] for a in found.all("a") if a["href"].startswith("#")]
    assert named and links and set(named + links) <= set(ids)
    assert [a["role"] for a in found.all("svg") if "role" in a] == ["img", "img"]


def test_nothing_comes_from_another_address():
    text = page_of(overview(learner("ada", 2.0)))
    kept = re.sub(r'xmlns(:xlink)?="[^"]*"', "", text)
    assert "http" not in kept and "//" not in re.sub(r"/\*.*?\*/", "", kept) and "@import" not in kept


@pytest.mark.parametrize("anonymous", [False, True])
def test_what_a_learner_wrote_stays_text(anonymous):
    text = page_of(hostile(), anonymous)
    assert "<script" not in text
    assert ("&lt;script&gt;" in text) and Elements(text).open == []


def test_an_anonymous_page_holds_no_name():
    people = [
        learner(f"id{n}", n / 10, "wrong", first=f"First{n}", last=f"Last{n}", notes=[f"First{n}.ipynb"])
        for n in range(9)
    ]
    mistake = Mistake("push", 2, "Opposite sign.", True, ["id1", "id2"])
    text = page_of(overview(*people, mistakes=[mistake], absent=[Person("id77", "First77")]), anonymous=True)
    assert not re.search(r"id\d|First\d|Last\d", text)
    assert "2 × Opposite sign." in text and len(set(re.findall(r"learner \d+", text))) == 9


def test_who_made_a_mistake_is_said_and_long_lists_are_cut():
    many = [learner(f"s{n:04}", 0.0, "wrong") for n in range(1500)]
    mistake = Mistake("push", 2, "Opposite sign.", True, [one.person.id for one in many])
    text = page_of(overview(*many, mistakes=[mistake]))
    assert "1500 × Opposite sign." in text and "and 1488 more" in text
    assert "of 1500" in text and len(text) < 120_000


def test_a_page_of_a_class_in_which_nothing_is_graded():
    text = page_of(overview(waiting=["ada"]))
    assert "Nobody's work is graded yet" in text and "1 not graded yet" in text
    assert "points (median –)" in text and "0.015" not in text  # of an axis of no length


BY_HAND = {"waiting": (None, False), "untouched": (0.0, False), "wrong": (0.0, True), "partly": (1.0, True)}


@pytest.mark.parametrize("state", [*BY_HAND, "right"])
def test_what_is_graded_by_hand_waits_until_it_is_and_was_untouched_where_nothing_was_written(state):
    score, given = BY_HAND.get(state, (3.0, True))
    scores = Scores(scores={"essay": score}, by_hand={"essay"} if given else set())
    found = gathering.learner(Person("ada"), scores, None, {"essay": 3.0}, {"essay"})
    assert found.states == {"essay": state} and found.untouched == (state == "untouched")


def test_a_page_says_what_waits_for_points_by_hand_and_only_then():
    text = page_of(overview(learner("ada", 0.0, "waiting")))
    assert "1 not graded yet" in text and "not all graded yet" in text
    assert "not graded yet" not in page_of(overview(learner("ada", 2.0, "right")))


def test_pictures_hold_their_numbers_as_text_and_take_the_pages_colours():
    one = overview(*[learner(f"s{n}", n % 3, ("wrong", "partly", "right")[n % 3]) for n in range(30)])
    for text in (pictures.distribution(pictures.bins(one.totals, one.maximum)), pictures.exercises(one.rows)):
        root = ElementTree.fromstring(text)
        said = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
        assert "10" in said and "learners" in said and "var(--ink" in text


@pytest.mark.parametrize("maximum", [0.5, 1, 2, 7, 10, 12, 20, 37, 100, 1000])
def test_every_total_is_in_one_range(maximum):
    totals = [maximum * n / 40 for n in range(41)] + [maximum / 3, maximum + 1]
    ranges = pictures.bins(totals, maximum)
    assert sum(count for _, count in ranges) == len(totals) and len(ranges) <= 14
    assert ranges[-1][1] == 2  # full marks, and one with extra credit


DAMAGED = {
    "cut off": '{"student": "ada", "less',
    "empty": "",
    "another kind of JSON": "[1, 2]",
    "deep": "[" * 100_000,
    "of another lesson": json.dumps(ENTRY | {"lesson": "02_notation"}),
    "of an older shape": json.dumps({k: v for k, v in ENTRY.items() if k != "marks"}),
    "a state of tomorrow": json.dumps(ENTRY | {"marks": {"push": ENTRY["marks"]["push"] | {"state": "nearly"}}}),
    "findings that are none": json.dumps(ENTRY | {"marks": {"push": ENTRY["marks"]["push"] | {"findings": [3]}}}),
    "points that are none": json.dumps(ENTRY | {"marks": {"push": ENTRY["marks"]["push"] | {"points": "all"}}}),
    "no text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_entry_is_named_and_left_out(tmp_path, content):
    folder = tmp_path / "01_intuition"
    folder.mkdir()
    (folder / "ada.json").write_text(json.dumps(ENTRY))
    (folder / "bob.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    found, left_out = entries.read_all(SimpleNamespace(folder=tmp_path), "01_intuition")
    assert list(found) == ["ada"] and found["ada"].lacking == {"torch"}
    assert len(left_out) == 1 and "bob.json" in left_out[0] and "--force" in left_out[0]


FINDINGS = {
    "by its number": (2, "Right size, opposite sign.", True, "Right size, opposite sign."),
    "with what was changed": (32, "Work on a copy. (Changed: a_L, y.)", True, "Work on a copy."),
    "an exception by its kind": (
        0,
        "It stopped at `x[3]` with IndexError: index 3 of 3",
        False,
        "It stopped at `…` with IndexError",
    ),
    "a shape by its kind": (0, "It should have shape (3,), not (2,).", False, "It should have shape (…,), not (…,)."),
}


@pytest.mark.parametrize(("number", "text", "named", "expected"), FINDINGS.values(), ids=FINDINGS)
def test_findings_are_counted_under_what_they_have_in_common(number, text, named, expected):
    assert mistakes.kind_of(exercises()["push"], number, text) == (named, expected)


def test_a_known_mistake_without_a_number_has_a_name():
    exercise = exercises()["sigmoid_prime"]
    message = next(mistake.message for mistake in exercise.mistakes if not mistake.number)
    assert mistakes.kind_of(exercise, 0, f"The first layer is off. {message}")[0]


def test_the_piece_of_code_shown_is_without_comments_docstring_and_name():
    source = """def push(a, y):
    'By Ada.'
    # Ada wrote this
    mine = "ada@example.org"  # me

    return a - y
"""
    people = {"ada.l": Person("ada.l", "Ada", "Lovelace")}
    shown = mistakes.example(Mistake("push", 2, "", True, ["ada.l"]), {"ada.l": source}, people)
    assert shown == 'def push(a, y):\n    mine = "…"\n    return a - y'


def test_code_that_holds_no_name_is_shown_rather_than_what_had_one():
    sources = {"ada": "ada = 1", "bob": "def push(a, y):\n    return a - y"}
    shown = mistakes.example(Mistake("push", 2, "", True, ["ada", "bob"]), sources, {})
    assert shown == sources["bob"]


@pytest.mark.parametrize(
    "source",
    [
        "def f(x:\n  retrun (",
        "\x00\x1b[31m",
        "def f():\n" + "    x = 1\n" * 500,
        "x = " + "(" * 5000,
        "'" * 3,
        "\tx\n y",
    ],
    ids=["no Python", "control characters", "long", "deep", "unclosed", "tabs"],
)
def test_any_text_can_be_shown_and_compared(source):
    shown = code.shown(source)
    assert len(shown.splitlines()) <= code.MOST_LINES + 1 and all(c.isprintable() or c == "\n" for c in shown)
    code.bare(source)


LONG = """def train(W):
    '{0}'
    total = "# {0}"  # {0}
    for l in W:
        total += W[l] @ W[l].T - {1}
    return total * 3 - 1, total * 4 - 2, total - 8
"""


def test_equal_code_is_found_whatever_its_comments_and_blanks():
    text = LONG.format("same", 1)
    other = text.replace("  # same", "   # mine").replace(" - 1", "-1")
    assert other != text
    found = alike.groups([("train", "bob", text), ("train", "ada", other), ("train", "cy", LONG.format("same", 2))])
    assert [(group.who, group.exercises) for group in found] == [(("ada", "bob"), ("train",))]


def test_short_code_and_what_many_wrote_is_no_hint_of_copying():
    short = [("push", who, "def push(a, y):\n    return a - y") for who in "ab"]
    common = [("train", f"s{n}", LONG.format("same", 1)) for n in range(alike.MOST_LEARNERS + 1)]
    assert alike.groups(short + common) == []


def rows_of(path):
    """Return a table's rows."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_have_everybody_and_no_formula(tmp_path):
    one = overview(learner("=cmd", 0.5, "wrong", first="@a", last="+b", email="-c"), learner("bob", 1.75, penalty=0.5),
                   mistakes=[Mistake("push", 2, "=SUM(A1)", True, ["=cmd"])])  # fmt: skip
    tables.grades(one, tmp_path / "grades.csv")
    tables.mistakes(one, tmp_path / "mistakes.csv")
    first, second = rows_of(tmp_path / "grades.csv")
    assert [first[name] for name in ("learner", "first name", "last name", "email")] == ["'=cmd", "'@a", "'+b", "'-c"]
    assert [second[name] for name in ("push", "points", "late penalty", "score")] == ["1.75", "1.75", "0.5", "1.25"]
    assert [row["mistake"] for row in rows_of(tmp_path / "mistakes.csv")] == ["'=SUM(A1)"]


def test_an_assignment_whose_notebook_is_called_otherwise_is_named_and_passed_over(tmp_path, capsys):
    shutil.copy(ROOT / "gradebook.db", tmp_path)
    given = replace(SETTINGS, root=tmp_path, db_url=f"sqlite:///{tmp_path / 'gradebook.db'}")
    with Gradebook(given.db_url) as gradebook:
        gradebook.add_assignment("ps1")
        gradebook.add_notebook("problem", "ps1")
        gradebook.add_student("ada")
        gradebook.add_submission("ps1", "ada")
    assert report(given, []) == []
    assert "ps1: no report" in capsys.readouterr().out
    with pytest.raises(UnknownLesson):
        report(given, ["ps1"])


def test_a_report_says_what_is_new_since_the_one_before(tmp_path):
    assert since.news(overview(), tmp_path) is None
    first = since.news(overview(learner("ada", 0.5)), tmp_path)
    assert first.text == "1 more graded, the mean –, now 0.50."
    more = overview(learner("ada", 2.0), learner("bob", 1.0))
    for _ in range(2):  # looked at once more, it still says so
        assert since.news(more, tmp_path).text == "1 more graded, 1 with more points, the mean 0.50, now 1.50."
    (tmp_path / since.FILE).write_text("[1")
    assert since.news(more, tmp_path) is None
