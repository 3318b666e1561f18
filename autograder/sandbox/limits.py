"""How much one submission may use. Every limit is a setting; what stands here is the default."""

import math
from dataclasses import dataclass, fields
from typing import Self

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Seconds of a cell and an exercise are the processor's, so that a busy machine is not held against a learner.

    Sizes are in bytes; processes counts threads too.
    """

    cell_seconds: float = 10.0  # one cell of the notebook
    exercise_seconds: float = 10.0  # one exercise: all its probes together
    patience: float = 3.0  # how many times as long either may take on the clock: waiting, or on a busy machine
    submission_seconds: float = 240.0  # all cells and exercises of one submission, on the clock
    memory: int = 1024 * MB  # of one process, beyond what the warm process has mapped already
    memory_together: int = 2048 * MB  # of all processes of one submission, where control groups can be had
    processors: float = 1.0  # that they use at once, where control groups can be had
    processes: int = 24  # alive at once in one submission
    scratch: int = 16 * MB  # files in the scratch folder
    open_files: int = 64
    reply: int = 8 * MB  # what one exercise may send back
    restarts: int = 6  # cells that may take the whole process down before the rest is given up

    @classmethod
    def of(cls, settings: dict) -> Self:
        """Return the defaults with ``settings`` in place of some; raise ValueError for one that is none."""
        known = [field.name for field in fields(cls)]
        for name, value in settings.items():
            if name not in known:
                raise ValueError(f"no limit is called {name!r}; there are: {', '.join(known)}")
            if type(value) not in (int, float) or not (0 < value < math.inf or (name, value) == ("restarts", 0)):
                raise ValueError(f"{name} must be a number above 0, and is {value!r:.80}")
        return cls(**{name: type(getattr(cls, name))(value) for name, value in settings.items()})
