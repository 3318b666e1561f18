"""Build the course, grade a class or one notebook, give feedback, report on a class, explain a grade."""

import argparse
import os
import sys
from importlib import import_module

from . import system

COMMANDS = {
    "build": "write source/*.ipynb, release/, notebooks/ and gradebook.db from the lessons' text",
    "grade": "judge what is new in submitted/, into autograded/ and the gradebook",
    "check": "judge one notebook on its own and record nothing, for CI and Gradescope",
    "feedback": "make the learners' feedback anew, and release it where they handed in through the exchange",
    "report": "write a page on a lesson's class, and its points by exercise: who is stuck, and on what",
    "demo": "make up a class, grade it and show its report",
    "explain": "show what was probed, what came back and why these points",
}  # each a module of this package, with add_arguments(parser) and main(given)
JUDGING = ("grade", "check", "explain", "demo")


def main(arguments: list[str]) -> None:
    """Run the command that ``arguments`` begin with; only its module is loaded."""
    parser = argparse.ArgumentParser(prog="python -m autograder", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, formatter_class=argparse.RawDescriptionHelpFormatter)
        if arguments[:1] == [name]:
            if name in JUDGING and (sentence := system.elsewhere()):
                sys.exit(sentence)
            module = import_module(f".{name}", __package__)
            module.add_arguments(command)
            command.description = module.__doc__
            command.set_defaults(main=module.main)
    given = parser.parse_args(arguments or ["--help"])
    given.main(given)


if __name__ == "__main__":
    try:
        try:
            main(sys.argv[1:])
        finally:
            sys.stdout.flush()  # not only as Python ends, where nobody could be told
    except KeyboardInterrupt:  # while a command was still loading
        sys.exit("Interrupted.")
    except BrokenPipeError:  # who read what we say has gone, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more as it ends
        sys.exit(1)
