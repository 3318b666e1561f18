"""A learner's function called and its answer read: with the modules beside this folder, all that the sandbox holds."""
