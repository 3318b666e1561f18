"""Make the course's gradebook, and compare two by what they say: keys are random, so equal ones differ in bytes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR

IN_NOTEBOOK = """
    join notebook on notebook.id = notebook_id
    join assignment on assignment.id = assignment_id
"""
CONTENT = {
    "version": "select version_num from alembic_version",
    "assignments": "select name, duedate, course_id from assignment",
    "notebooks": """
        select assignment.name, notebook.name, kernelspec
        from notebook join assignment on assignment.id = assignment_id
    """,
    "cells": f"""
        select assignment.name, notebook.name, base_cell.name, type, max_score, cell_type
        from base_cell left join grade_cells on grade_cells.id = base_cell.id {IN_NOTEBOOK}
    """,
    "sources": f"""
        select assignment.name, notebook.name, source_cell.name, cell_type, locked, source, checksum
        from source_cell {IN_NOTEBOOK}
    """,
}
PEOPLE = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")


def create(path: Path) -> None:
    """Make the file of a gradebook that nbgrader then fills with its tables.

    nbgrader would do it itself, but asks the program `alembic` for the version: some seconds, and it must be on PATH.
    """
    settings = Config()
    settings.set_main_option("script_location", ALEMBIC_DIR)
    version = ScriptDirectory.from_config(settings).get_current_head()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("create table alembic_version (version_num varchar(32) not null)")
        database.execute("insert into alembic_version values (?)", [version])


def rows(path: Path, query: str) -> list[tuple]:
    """Return the rows of a query, in an order of their own. Raises sqlite3.Error for what is not a gradebook."""
    with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as database:
        return sorted(database.execute(query), key=repr)


def content(path: Path) -> dict[str, list[tuple]]:
    """Return what a gradebook says about the course, by part: assignments, notebooks, cells; no person's data."""
    return {part: rows(path, query) for part, query in CONTENT.items()}


def people(path: Path) -> int:
    """Return how many rows a gradebook holds about people and their work."""
    return sum(rows(path, f"select count(*) from {table}")[0][0] for table in PEOPLE)
