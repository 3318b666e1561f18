"""Checks of this lesson's displayed equations."""

CHECKS = {}
