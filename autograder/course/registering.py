"""Bring the class's gradebook to say of the lessons what the tracked gradebook.db says; leave learners' work as it is.

nbgrader registers a lesson, too, but adds and takes away no cell as soon as one learner has handed in. Here each
submission gets a place for a new cell's score, to be filled by the next grading; what was given by hand is never taken.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Comment, Grade, Gradebook, MissingEntry, Notebook

from ..record.gradebook import one_commit
from . import class_gradebook

KINDS = {  # of cells, with what is kept of each, and what every submission holds for it
    "grade_cells": (("max_score", "cell_type"), (Grade,)),
    "solution_cells": ((), (Comment,)),
    "task_cells": (("max_score", "cell_type"), (Grade, Comment)),
    "source_cells": (("cell_type", "locked", "source", "checksum"), ()),
}


class GivenByHand(ValueError):
    """A cell is gone from a lesson, and the gradebook holds what somebody wrote there; the message says whose."""


def register(db_url: str, root: Path) -> list[str]:
    """Register the lessons of gradebook.db in ``root``; return the names of those of which something was changed.

    Raises `GivenByHand`, and has then changed nothing.
    """
    changed = []
    with tempfile.TemporaryDirectory() as folder:  # to be opened is to be written to
        copy = shutil.copy(root / class_gradebook.TRACKED, folder)
        with Gradebook(f"sqlite:///{copy}") as lessons, one_commit(db_url) as own:
            for assignment in lessons.assignments:
                if register_lesson(own, assignment):
                    changed.append(assignment.name)
    return changed


def register_lesson(own: Gradebook, assignment: Assignment) -> bool:
    """Register one lesson; return whether something was changed. Deadlines stay."""
    try:
        own.find_assignment(assignment.name)
    except MissingEntry:
        own.add_assignment(assignment.name)
    changed = False
    for notebook in assignment.notebooks:
        try:
            there = own.find_notebook(notebook.name, assignment.name)
        except MissingEntry:
            there = own.add_notebook(notebook.name, assignment.name, kernelspec=notebook.kernelspec)
        for kind in KINDS:
            changed |= register_cells(own, kind, notebook, there)
    return changed


def register_cells(own: Gradebook, kind: str, notebook: Notebook, there: Notebook) -> bool:
    """Make the cells of one kind in the notebook that is ``there`` those of ``notebook``; say if any were others."""
    kept, places = KINDS[kind]
    cells, old = ({cell.name: cell for cell in getattr(each, kind)} for each in (notebook, there))
    changed = False
    for name in old.keys() - cells.keys():
        for place in places:
            refuse_given_by_hand(own, place, old[name])
            own.db.query(place).filter(place.cell_id == old[name].id).delete()
        own.db.flush()
        own.db.expire_all()
        own.db.delete(old[name])
        changed = True
    for name, cell in cells.items():
        said: dict[str, Any] = {attribute: getattr(cell, attribute) for attribute in kept}
        if name not in old:
            add = getattr(own, f"add_{kind.removesuffix('s')}")
            new = add(name, there.name, there.assignment.name, **said)
            own.db.flush()
            own.db.add_all(place(cell_id=new.id, notebook=each) for each in there.submissions for place in places)
        elif said != {attribute: getattr(old[name], attribute) for attribute in kept}:
            for attribute, value in said.items():
                setattr(old[name], attribute, value)
        else:
            continue
        changed = True
    own.db.flush()
    return changed


def refuse_given_by_hand(own: Gradebook, place: type[Grade] | type[Comment], cell: Any) -> None:
    """Raise `GivenByHand` if a score or a comment was given by hand where ``cell`` was."""
    given = Grade.manual_score if place is Grade else Comment.manual_comment
    found = own.db.query(place).filter(place.cell_id == cell.id, given.isnot(None)).all()
    if found:
        who = sorted({each.notebook.student.id for each in found})
        raise GivenByHand(
            f"the cell {cell.name} is gone from {cell.notebook.name}, and holds what was given by hand "
            f"({', '.join(who[:3])}{' ...' * (len(who) > 3)}). Take that back in Formgrader, or put the cell back."
        )
