"""Build the course, grade a class or one notebook, give feedback, explain a grade."""

import argparse
import sys
from importlib import import_module

COMMANDS = {
    "build": "write source/*.ipynb, release/, notebooks/ and gradebook.db from the lessons' text",
    "grade": "judge what is new in submitted/, into autograded/ and the gradebook",
    "check": "judge one notebook on its own and record nothing, for CI and Gradescope",
    "feedback": "make the learners' feedback anew, and release it where they handed in through the exchange",
    "explain": "show what was probed, what came back and why these points",
}  # each a module of this package, with add_arguments(parser) and main(given)


def main(arguments: list[str]) -> None:
    """Run the command that ``arguments`` begin with; only its module is loaded."""
    parser = argparse.ArgumentParser(prog="python -m autograder", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, formatter_class=argparse.RawDescriptionHelpFormatter)
        if arguments[:1] == [name]:
            module = import_module(f".{name}", __package__)
            module.add_arguments(command)
            command.description = module.__doc__
            command.set_defaults(main=module.main)
    given = parser.parse_args(arguments or ["--help"])
    given.main(given)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:  # while a command was still loading
        sys.exit("Interrupted.")
