"""What benchmarks/slider.py measured, as a line of its table."""

import statistics

HEADING = f"{'n':>5}{'median':>8}{'p95':>8}  {'rounds':16}{'work':>6}{'own':>6}{'strip':>8}{'max':>7}{'whole':>7}"


class Times:
    """What was measured of one way or figure over one link: ms, a list a round; NaN where nothing changed."""

    def __init__(self):
        self.rounds, self.first, self.whole, self.work, self.own = [], [], [], [], []

    def add(self, measured):
        """Take what slider.js returns."""
        for times, measure in ((self.first, "first"), (self.whole, "whole")):
            times += number(measured[measure])
        self.rounds.append(number(*measured["times"]))
        self.work.append(measured["work"])
        self.own += measured["own"]

    @classmethod
    def of(cls, several):
        """Return the times of several figures as one."""
        whole = cls()
        for each in several:
            for name in vars(whole):
                getattr(whole, name).extend(getattr(each, name))
        return whole

    def __str__(self):
        """Write median, 95th percentile, the least and the greatest median of a round, and the strip's times."""
        times = [time for one in self.rounds for time in one]
        if len(times) < 2:
            return "nothing changed"
        medians = [statistics.median(one) for one in self.rounds if one]
        spread = f"{min(medians):.1f} - {max(medians):.1f}"
        strip = (
            f"{statistics.median(self.first):8.0f}{max(self.first):7.0f}{max(self.whole):7.0f}" if self.first else ""
        )
        work = f"{statistics.median(self.work):6.1f}{p95(self.own):6.1f}"
        return f"{len(times):5}{statistics.median(times):8.1f}{p95(times):8.1f}  {spread:16}{work}{strip}"


def p95(times):
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def number(*times):
    """Return those times that are a number."""
    return [time for time in times if time == time]
