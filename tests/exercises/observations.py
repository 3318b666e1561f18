"""Right and wrong ways to write this lesson's functions."""

RIGHT = {}
WRONG = {}
