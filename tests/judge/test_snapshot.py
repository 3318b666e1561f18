"""What cells replace in modules is put back, whether this Python numbers the states of a dict or not."""

import types

import pytest

from autograder.sandbox.snapshot import differing, follow, has_versions, put_back, untouched

BEFORE = {"__name__": "numpy", "dot": 1, "sum": 2}
CHANGES = {
    "replaced": lambda names: names.update(dot=7),
    "deleted": lambda names: names.pop("sum"),
    "added": lambda names: names.update(mine=object()),
    "emptied": lambda names: names.clear(),
}


@pytest.mark.parametrize(
    "followed",
    [False, pytest.param(True, marks=pytest.mark.skipif(not has_versions(), reason="this Python numbers no states"))],
)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_and_put_back_each_time(change, followed):
    names, states = dict(BEFORE), {}
    if followed:
        follow([names], states)
    for _ in range(3):
        change(names)
        assert not untouched(names, states)
        put_back(names, BEFORE, states)
        assert names.items() >= BEFORE.items()
        assert untouched(names, states) == followed


@pytest.mark.skipif(not has_versions(), reason="this Python numbers no states")
def test_storing_to_a_module_is_a_change():
    module = types.ModuleType("numpy")
    module.dot, states = 1, {}
    before = dict(vars(module))
    follow([vars(module)], states)

    def store(value):
        module.dot = value

    for value in range(100):  # often enough for Python to have specialised the instruction
        store(value + 2)
        assert not untouched(vars(module), states)
        assert differing(vars(module), before) == {"dot": value + 2}
        put_back(vars(module), before, states)
        assert module.dot == 1
