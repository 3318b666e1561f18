"""The quizzes of the first two lessons: every question has one right answer, and its place does not give it away."""

import re
from collections import Counter

import pytest

from .course import ROOT

LESSONS = "01_intuition", "02_notation"
QUESTION = re.compile(r"^\*\*(\d)\. (?:(?!^\+\+\+).)*", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"<details><summary>(.*?)</summary>\s+(Yes|No)\b", re.DOTALL)


def quiz(lesson):
    """Return a lesson's questions, each as its answers' [(words, "Yes" or "No")], in order."""
    text = (ROOT / "source" / lesson / f"{lesson}.md").read_text("utf-8").partition("## Quiz yourself")[2]
    return [ANSWER.findall(question[0]) for question in QUESTION.finditer(text)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_question_has_one_right_answer_in_words(lesson):
    assert 4 <= len(quiz(lesson)) <= 6
    for answers in quiz(lesson):
        assert 2 <= len(answers) <= 4 and [verdict for _, verdict in answers].count("Yes") == 1
        assert all(re.search(r"[A-Za-z]{2}", re.sub(r"\$.*?\$", "", words)) for words, _ in answers)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_right_answer_stands_in_every_place_about_as_often(lesson):
    places = Counter([verdict for _, verdict in answers].index("Yes") for answers in quiz(lesson))
    assert len(places) == 3 and max(places.values()) <= 2
