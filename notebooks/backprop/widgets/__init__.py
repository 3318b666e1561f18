"""What a learner moves in the lessons, by name: ``widgets.blind_knob(net, sample)``."""
