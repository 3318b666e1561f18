"""Stands in for what measures for the course, and so cannot be had here: says that it is not for answers."""

from backprop.calling.closed import NotForAnswers

raise NotForAnswers(__name__)
