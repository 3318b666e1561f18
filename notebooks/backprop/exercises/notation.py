"""Lesson's functions: written while its issue is open."""

EXERCISES = ()
