"""The static site: a landing page and a reading page for each lesson, whose figures move with no kernel.

`python start.py site` writes it into build/site/. A lesson's page is its notebook, run here: its figures are the
course's own, drawn ahead for every place of their sliders (`frames`), and some lines of JavaScript show them.
"""
