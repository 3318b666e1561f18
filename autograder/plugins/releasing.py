"""An exchange in which what was handed in stays where it is: nbgrader's releasing, which sets one bit more."""

import os
from stat import S_ISVTX

from nbgrader.exchange.default import ExchangeReleaseAssignment


class Release(ExchangeReleaseAssignment):
    """nbgrader's releasing; then no learner can rename or remove another's folder in the inbox, even by its name."""

    def init_dest(self) -> None:
        """Make the exchange's folders."""
        super().init_dest()
        if not self.coursedir.groupshared:  # the other instructors of a group must be able to remove them
            os.chmod(self.inbound_path, os.stat(self.inbound_path).st_mode | S_ISVTX)
