"""Gradient descent: by measured gradients, by a learner's own functions, and with a known mistake in it."""
