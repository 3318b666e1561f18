"""What a learner's server does first: fetch each released lesson that is not there yet, and open the first lesson.

This runs in the learner's own server, as the learner, so nothing can be written for somebody that they could not write.
What was fetched before is left as it is: one copy of each lesson, the one that is handed in.
"""

import os
import sys
from pathlib import Path

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory
from traitlets.config import Config

HOME, FIRST = Path.home(), "01_intuition/01_intuition.ipynb"
course, exchange = os.environ["BACKPROP_COURSE"], os.environ["BACKPROP_EXCHANGE"]
config = Config({"CourseDirectory": {"course_id": course}, "Exchange": {"root": exchange}})

for released in sorted(Path(exchange, course, "outbound").glob("*")):
    if (HOME / released.name).exists():
        continue
    try:
        ExchangeFactory(config=config).FetchAssignment(
            coursedir=CourseDirectory(config=config, assignment_id=released.name),
            authenticator=Authenticator(config=config),
            assignment_dir=str(HOME),
            config=config,
        ).start()
    except (ExchangeError, OSError) as error:  # the server starts all the same; Assignment List fetches, too
        print(f"{released.name} could not be fetched: {error}", file=sys.stderr)

c = get_config()  # noqa: F821 - traitlets defines it where it runs this file
c.ServerApp.default_url = f"/doc/tree/{FIRST}" if (HOME / FIRST).is_file() else "/lab"
