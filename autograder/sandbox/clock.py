"""The clock of a cell: two timers, the processor's and the wall's, that end it from inside."""

import signal


class TooLong(BaseException):
    """The cell's time is up (a BaseException, so that ``except Exception`` lets it pass)."""


def start(seconds: float, clock: float) -> None:
    """Give the cell that runs so many of the processor's seconds, and of the clock's."""
    for signal_number, timer, after in (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, clock),
    ):
        signal.signal(signal_number, stop)
        signal.setitimer(timer, after)


def stop_timers() -> None:
    """Let no cell's time run on."""
    for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
        signal.setitimer(timer, 0)


def stop(*_: object) -> None:
    """End the cell that runs: its time is up."""
    raise TooLong("it took too long")
