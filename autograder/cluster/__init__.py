"""The same judge on other machines, through Dask: `python -m autograder grade --scheduler ADDRESS` (docs/cluster.md).

1. connection  find the scheduler and its workers, or start some here
2. parcel      the course as the workers get it: its files by content; the key goes beside it and is never written there
3. errand      what a Dask worker does: keep a judging process, hand it one request, hand back its reply
4. judging     that process: a `Judge` behind its own walls, which knows neither gradebook nor other submissions
5. wire        a report as bytes and back, nothing unpickled
6. watch       which workers are there; whether there is any use in waiting
7. away        the head's stand-in for a `Judge`: it asks until it has an answer, or a reason to give up

All that is written is written at the head, as ever: journal, autograded/, gradebook.
"""


class ClusterFault(RuntimeError):
    """The cluster cannot judge: the grader's own fault. The message is a sentence."""
