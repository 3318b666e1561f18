"""Build the course, judge what learners hand in, keep the grades."""
