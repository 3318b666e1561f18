# Every target is a command of start.py, which says what each does: `python start.py help`.
PYTHON ?= python3

COMMANDS = lab teach test test-fast build grade check feedback explain report demo nbgrader site lint lock pictures

$(COMMANDS):
	@$(PYTHON) start.py $@ $(ARGS)

.PHONY: $(COMMANDS)
