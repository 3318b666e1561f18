# Every target is a command of start.py, which says what each does: `python start.py help`.
PYTHON ?= python3

lab teach test test-fast build grade check feedback nbgrader lint lock pictures:
	@$(PYTHON) start.py $@ $(ARGS)

.PHONY: lab teach test test-fast build grade check feedback nbgrader lint lock pictures
