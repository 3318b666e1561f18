"""`explain` shows code, card and the probe that failed, takes slips in names for what they are, reads earlier records."""

import json
import re

import numpy as np
import pytest

from autograder import explain
from autograder.__main__ import main
from autograder.course import lesson
from autograder.explain import NotKept, explanation, kept
from autograder.explain.numbers import kept_part, values
from autograder.grade import grade
from autograder.judging.judge import Judge
from autograder.record import journal

from .handed_in import LESSON
from .small_class import QUICK, SmallClass

pytestmark = pytest.mark.usefixtures("warm")
WRONG = {
    "push": "def push(a_L, y):\n    return np.sign(a_L - y)  # \x1b[2J\n",
    "update": "def update(w, dC_dw, eta):\n    w -= eta * dC_dw\n    return w\n",
    "average_gradient": "def average_gradient(dC_dw):\n    return np.mean(dC_dw, axis=-1)\n",
    "forward": "def forward(W, b, g, x):\n    raise KeyError('\x1b]0;x\x07')\n",
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Return a class of two: Ada, all right, and one with four wrong answers."""
    course = SmallClass(tmp_path_factory.mktemp("class"))
    course.hand_in("Ada")
    course.hand_in("ben_b", lambda notebook: [notebook.solve(*pair) for pair in WRONG.items()])
    grade(course.settings, say=lambda *_: None)
    return course


@pytest.fixture(scope="module")
def told(judged):
    """Return the function that explains one exercise."""
    with Judge(judged.settings) as judge:
        yield lambda student, function, **how: explanation(found(judged, student, function)[0], judge, **how)


def found(judged, student, function):
    """Return what is kept."""
    return kept(judged.settings, lesson.load(judged.settings.db_url, LESSON), student, function)


def test_it_shows_the_code_the_card_and_the_probe_that_failed_by_sign_and_word(told, judged):
    lines = told("ben_b", "push")
    text = "\n".join(lines)
    assert lines[0] == "ben_b, 01_intuition, push: ✗ not right yet, 0 of 1 points"
    assert "    def push(a_L, y):" in lines and "Opposite: this raises the loss." in text
    assert "✗ the plain case (40 %) · ✗ the general case (40 %)" in text and "Tried: push(a_L, y)" in text
    assert re.search(r"✗ Probe 1 of \d, wrong: the plain case\.\n    a_L \(\d,\) = \[", text)
    assert len([line for line in lines if line.startswith("  came back: (")]) == 1
    assert len([line for line in lines if line.startswith("  expected:  (")]) == 1
    assert len(lines) < 30
    entry = journal.read(judged.settings, "ben_b", LESSON)
    assert entry["tier"] in ("namespaces", "landlock") and entry["limits"]["cell_seconds"] == QUICK.cell_seconds


def test_an_argument_that_was_changed_is_joined_to_what_came_back(told):
    text = "\n".join(told("ben_b", "update"))
    assert "✗ Probe 1 of 5, right, but it changed its arguments: the plain case" in text
    assert text.count("came back:") == 1 and "and it changed its arguments: w" in text


def test_matrices_are_shown_as_rows_with_their_shape(told):
    text = "\n".join(told("ben_b", "average_gradient", everything=True, wrong_only=True))
    assert re.search(r"dC_dw \((\d+), \d+\) = \[\[.*\n {20,}\[", text)
    assert "seed " in text and "numpy " in text and "Group plain: wrong, 40% of the points" in text
    assert len(re.findall(r"(?m)^✗ Probe", text)) > 1 and "✓ Probe" not in text


def test_nothing_that_a_terminal_would_obey_is_printed(told):
    for function in WRONG:
        assert all(line.isprintable() for line in told("ben_b", function, everything=True))


@pytest.mark.parametrize(
    "student, function", [("ada", "push"), (" ADA", "Push"), ("Ada", "push-check"), ("BenB", "push")]
)
def test_capitals_blanks_and_strokes_in_a_name_do_not_matter(judged, student, function):
    (one,) = found(judged, student, function)
    assert (one.entry["student"], one.function) == ("Ada" if "a" in student.lower()[:2] else "ben_b", "push")


@pytest.mark.parametrize(
    "student, function, says",
    [
        ("Adda", "push", "no learner whose 01_intuition has been judged called 'Adda'. Did you mean Ada?"),
        ("zoe", "push", "There are: Ada, ben_b."),
        ("Ada", "pusch", "no exercise in 01_intuition called 'pusch'. Did you mean push?"),
    ],
)
def test_a_name_that_is_nearly_right_is_not_taken_and_the_near_ones_are_named(judged, student, function, says):
    with pytest.raises(NotKept, match=re.escape(says)):
        found(judged, student, function)


def test_a_lesson_of_which_nothing_is_judged_is_named_as_such(judged):
    nothing = lesson.load(judged.settings.db_url, "02_notation")
    for student in ("Ada", None):
        with pytest.raises(NotKept, match="Nothing of 02_notation has been judged yet"):
            kept(judged.settings, nothing, student, None)
    with pytest.raises(NotKept, match="ps1 has no exercises of the course"):
        kept(judged.settings, lesson.Lesson("ps1", ()), "Ada", None)


def test_one_exercise_of_everybody_and_all_of_one_learner_leave_what_is_right_in_a_line(judged, capsys, monkeypatch):
    monkeypatch.setattr(explain, "load", lambda: judged.settings)
    main(["explain", LESSON, "--exercise", "push"])
    said = capsys.readouterr().out
    assert "Ada, 01_intuition, push: ✓ right, 1 of 1 points\n\n---" in said and said.count("came back") == 1
    main(["explain", "ben_b", LESSON, "--wrong-only"])
    said = capsys.readouterr().out
    assert [name for name in WRONG if f"ben_b, 01_intuition, {name}: " in said] == list(WRONG)
    assert "weighted_sum: " not in said
    with pytest.raises(SystemExit, match="Everything that was asked for is right"):
        main(["explain", "Ada", LESSON, "--wrong-only"])


def change(entry, how):
    """Return a copy of an entry in which the mark of ``push`` is changed."""
    entry = json.loads(json.dumps(entry))
    how(entry["marks"]["push"])
    return entry


def test_records_of_earlier_versions_are_read_or_named_in_a_sentence(judged, told):
    entry = journal.read(judged.settings, "ben_b", LESSON)
    before = told("ben_b", "push")
    try:
        journal.write(judged.settings, change(entry, lambda mark: mark.update(passed=mark.pop("groups"))))
        assert told("ben_b", "push") == before
        for gone in ("seed", "outcomes"):
            journal.write(judged.settings, change(entry, lambda mark, gone=gone: mark.pop(gone)))
            with pytest.raises(NotKept, match=f"another version of the judge \\(it lacks: {gone}\\). Grade again"):
                found(judged, "ben_b", "push")
        journal.write(judged.settings, {name: value for name, value in entry.items() if name != "marks"})
        with pytest.raises(NotKept, match="it lacks: marks"):
            found(judged, "ben_b", "push")
        journal.path_of(judged.settings, "ben_b", LESSON).unlink()
        with pytest.raises(NotKept, match=r"has points in 01_intuition, but .*ben_b\.json is gone or damaged"):
            found(judged, "ben_b", "push")
    finally:
        journal.write(judged.settings, entry)


def test_long_parts_and_nested_arguments_are_told_by_their_parts():
    assert list(values("W", {2: np.eye(2), 3: np.zeros(1)})) == [
        "W[2] (2, 2) = [[1. 0.]",
        "               [0. 1.]]",
        "W[3] (1,) = [0.]",
    ]
    assert list(values("g", {2: np.tanh})) == ["g[2] = tanh"] and list(values("eta", 0.1)) == ["eta = 0.1"]
    (line,) = kept_part("dW", {"shape": [100], "values": ["0.5", "1.5"]})
    assert line == "dW (100,), of which the first were kept: (2,) = [0.5 1.5]"
    assert list(kept_part("", {"shape": [], "values": ["0.123456789"]})) == ["0.123456789"]
