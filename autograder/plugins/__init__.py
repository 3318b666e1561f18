"""What nbgrader_config.py puts into nbgrader, and how its settings are followed outside of it."""
