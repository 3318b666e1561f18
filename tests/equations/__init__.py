"""Checks of the displayed equations, one module a lesson: CHECKS = {name: function of a random generator}."""
