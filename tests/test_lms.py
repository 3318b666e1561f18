"""Canvas' and Moodle's own files are filled: the right rows, one column, every other byte as it came."""

import pytest

from autograder.report.foreign import Unusable
from autograder.report.lms import SYSTEMS, fill

from .classes import learner, overview

CLASS = overview(
    learner("ada", 1.5, email="Ada.L@example.org", first="Ada", last="Lovelace"),
    learner("bob", 2.0, penalty=0.25, email="bob@example.org"),
    learner("carl", 0.0),
    learner("only-here", 1.0),
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Essay (11),01_intuition (12),Current Score\r\n"
    ",,,,,,Manual Posting,\r\n"
    "    Points Possible,,,,,5.00,2.00,(read only)\r\n"
    '"Lovelace, Ada",901,77,ada,"Lab 1, Monday",4.50,,90.00\r\n'
    '"O""Neil, Bob",902,78,BOB@example.org,Lab 1,,"0.50",\r\n'
    '"Absent, Zoë",903,79,zoe,Lab 1,EX,N/A,\r\n'
    '"Student, Test",904,,f00dcafe,Lab 1,,,\r\n'
)
CANVAS_FILLED = CANVAS.replace("4.50,,90.00", "4.50,1.5,90.00").replace('"0.50"', '"1.75"')
MOODLE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (grade),Feedback comments\n"
    'Participant 41,Ada Lovelace,ada.l@example.org,Submitted for grading,,2.00,Yes,-,"two\nlines, and ""quotes"""\n'
    "Participant 42,Bob O'Neil,bob@example.org,No submission,,2.00,No,-,\n"
    "Participant 43,Zoë Absent,zoe@example.org,No submission,,2.00,Yes,-,"
)
MOODLE_FILLED = MOODLE.replace("Submitted for grading,,", "Submitted for grading,1.5,")
GRADES = (
    "First name;Last name;ID number;Email address;Assignment: 01_intuition (Real)\n"
    "Ada;Lovelace;ada;;0,50\nCarl;;CARL;;-\n"
)
GRADES_FILLED = GRADES.replace("0,50", "1,5").replace(";-\n", ";0\n")


def filled(tmp_path, system, text, encoding="utf-8", column="", of=CLASS):
    """Return what becomes of a file's text, and what is said."""
    source, target = tmp_path / "export.csv", tmp_path / "filled.csv"
    source.write_bytes(text.encode(encoding))
    said = fill(of, SYSTEMS[system], source, target, column)
    return target.read_bytes().decode(encoding), " ".join(said)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    ("system", "text", "expected"),
    [("canvas", CANVAS, CANVAS_FILLED), ("moodle", MOODLE, MOODLE_FILLED), ("moodle", GRADES, GRADES_FILLED)],
    ids=["Canvas' gradebook", "Moodle's grading worksheet", "Moodle's grade export with semicolons"],
)
def test_scores_go_into_one_column_and_all_else_stays(tmp_path, system, text, expected, encoding):
    assert filled(tmp_path, system, text, encoding)[0] == expected


def test_a_late_penalty_is_taken_off_and_nobody_is_invented(tmp_path):
    text, said = filled(tmp_path, "canvas", CANVAS)
    assert text.count("\n") == CANVAS.count("\n") and "1.75" in text
    assert "Not in Canvas's file, so not in the new one: carl, only-here." in said
    assert "left as they were: Absent, Zoë, Student, Test" in said


def test_what_moodle_says_cannot_be_changed_is_named(tmp_path):
    assert "cannot be changed: bob" in filled(tmp_path, "moodle", MOODLE)[1]


def test_semicolons_come_with_a_decimal_comma_where_the_file_has_it(tmp_path):
    text = CANVAS.replace('"', "").replace("Lovelace, Ada", "Ada").replace("Lab 1, Monday", "Lab 1").replace(",", ";")
    text = text.replace("O", "O").replace("5.00", "5,00").replace("2.00", "2,00").replace("4.50", "4,50")
    assert "4,50;1,5;" in filled(tmp_path, "canvas", text)[0]


def test_a_named_column_is_filled(tmp_path):
    text = CANVAS.replace("5.00,2.00", "2.00,2.00")
    assert 'Lab 1, Monday",1.5,,' in filled(tmp_path, "canvas", text, column="essay (11)")[0]


REFUSED = {
    "two learners for one row": (
        CANVAS.replace("901,77,ada", "901,bob,ada"), "row 4: Lovelace, Ada may be any of ada, bob"),
    "two rows for one learner": (CANVAS.replace("BOB@example.org", "ada"), "rows 4 and 5 both are ada"),
    "another maximum": (CANVAS.replace("5.00,2.00", "5.00,20.00"), "Canvas gives 20 points .* has 2"),
    "no column of the lesson": (CANVAS.replace("01_intuition", "Homework"), "name the one to fill by --column"),
    "two columns of it": (CANVAS.replace("Essay (11)", "01_intuition again"), "name the one to fill by --column"),
    "nobody is identified": (CANVAS.replace("ID", "Key").replace("Login Key", "Login"), "no column that identifies"),
    "a quotation mark out of place": (CANVAS.replace('"O""Neil, Bob"', '"O"Neil, Bob'), "line 5: a quotation mark"),
    "a row cut short": (CANVAS.replace('Lab 1,,"0.50",', "Lab 1"), "row 5: it has fewer fields"),
    "no table": ("<html>sign in</html>", "no table of several columns"),
    "nothing": ("", "no table of several columns"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_filled_is_refused_in_one_sentence(tmp_path, text, sentence):
    with pytest.raises(Unusable, match=sentence):
        filled(tmp_path, "canvas", text)
    assert not (tmp_path / "filled.csv").exists()


def test_two_learners_with_one_address_are_refused_and_not_guessed(tmp_path):
    twins = overview(learner("ann", email="x@example.org"), learner("anne", email="x@example.org"))
    with pytest.raises(Unusable, match="may be any of ann, anne"):
        filled(tmp_path, "moodle", MOODLE.replace("bob@", "x@"), of=twins)
