"""Run the maintainers' and instructors' commands: `python -m autograder COMMAND`.

build    write source/*.ipynb, release/, notebooks/ and gradebook.db from the lessons' text
grade    judge what is new in submitted/, into autograded/ and the gradebook
explain  show what was probed, what came back and why these points: explain STUDENT LESSON EXERCISE
"""

import sys
from importlib import import_module

COMMANDS = {
    "build": "build",
    "grade": "grade",
    "explain": "explain",
}  # command: the module of this package whose main(arguments) it is


def main(arguments):
    """Run one command, with the arguments behind it."""
    command, *rest = arguments or ["help"]
    if command not in COMMANDS:
        print(__doc__)
        sys.exit(command not in ("help", "--help", "-h"))
    import_module(f".{COMMANDS[command]}", __package__).main(rest)


if __name__ == "__main__":
    main(sys.argv[1:])
