"""What a lesson is to the grader: its text, its built notebooks, and what the gradebook knows of its cells."""
