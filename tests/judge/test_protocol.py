"""The reply protocol: what was sent arrives, and whatever else arrives is refused, quietly and in bounded memory."""

import json
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.sandbox.protocol import MOST_TEXT, decode, encode
from backprop.calling.trial import Outcome, Raised
from backprop.checking import card
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.exercises import exercises_of

from .handed_in import LESSON

HEADER = dict(
    parts=None, again=None, raised=None, unreadable="", called_twice=False, changed=[], printed="", returned=""
)
FORWARD = exercises_of(LESSON)["forward"]
PROBES = FORWARD.probes(np.random.default_rng(1))
EXPECTED = expect(FORWARD, PROBES)

text = st.text(max_size=60)
array = arrays.arrays(np.float64, arrays.array_shapes(min_dims=0, max_dims=4, max_side=4, min_side=0))
parts = st.dictionaries(text, array, max_size=4)
outcomes = st.one_of(
    st.builds(
        Outcome,
        parts=parts,
        again=st.none() | parts,
        called_twice=st.booleans(),
        changed=st.just(("x",)),
        returned=text,
    ),
    st.builds(Outcome, raised=st.builds(Raised, st.lists(text, min_size=1, max_size=5).map(tuple), text, text)),
    st.builds(Outcome, unreadable=st.text(min_size=1), printed=text),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
)
headers = st.fixed_dictionaries({name: st.just(value) | values for name, value in HEADER.items()})


def packed(header, body=b""):
    """Return a reply with this header."""
    content = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<I", len(content)) + content + body


@given(st.lists(outcomes, max_size=3))
def test_outcomes_arrive_as_they_were_sent(sent):
    came, damage = decode(b"".join(map(encode, sent)), 10)
    assert len(came) == len(sent) or "named twice" in str(damage)
    for one, other in zip(came, sent, strict=False):
        assert (one.parts is None) == (other.parts is None)
        if one.parts is not None and damage is None:
            for a, b in zip(one.parts.values(), other.parts.values(), strict=True):
                np.testing.assert_array_equal(a, b)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_exception(data):
    decode(data, 10)


@given(headers, st.binary(max_size=100))
def test_any_header_is_read_without_an_exception(header, body):
    decode(packed(header, body), 10)


FORGED = {
    "more than there is": {**HEADER, "parts": [["", [1000]]]},
    "an enormous shape": {**HEADER, "parts": [["", [2**31, 2**31, 2**31]]]},
    "an empty enormous shape": {**HEADER, "parts": [["", [0, 2**32, 2**32, 2**32]]]},
    "a negative shape": {**HEADER, "parts": [["", [-1]]]},
    "a shape of truth values": {**HEADER, "parts": [["", [True]]]},
    "a shape in words": {**HEADER, "parts": [["", "many"]]},
    "sixty axes": {**HEADER, "parts": [["", [1] * 60]]},
    "a thousand parts": {**HEADER, "parts": [[str(i), [0]] for i in range(1000)]},
    "the same name twice": {**HEADER, "parts": [["a", [0]], ["a", [0]]]},
    "an answer and an exception": {**HEADER, "parts": [], "raised": [["ValueError"], "", ""]},
    "nothing at all": HEADER,
    "an answer in no words": {**HEADER, "parts": [], "returned": ["(3, 5)"]},
    "another field": {**HEADER, "parts": [], "points": 2.0},
    "a field less": {"parts": []},
    "a list": [1],
    "not JSON": b"cos\nsystem\n(S'id'\ntR.",
    "nested deeply": b"[" * 60_000,
    "not a number": {**HEADER, "parts": [], "printed": float("nan")},
}


@pytest.mark.parametrize("header", FORGED.values(), ids=FORGED)
def test_a_forged_reply_is_refused(header):
    came, damage = decode(packed(header, bytes(16)), 10)
    assert came == [] and damage is not None


def test_a_header_that_promises_gigabytes_takes_no_memory():
    tracemalloc.start()
    for length in (2**32 - 1, 2**31, 10**6):
        assert decode(struct.pack("<I", length) + b"{}", 10)[1]
    assert decode(packed({**HEADER, "parts": [["", [2**20]]]}), 10)[1]
    assert tracemalloc.get_traced_memory()[1] < 2 << 20
    tracemalloc.stop()


def test_no_more_outcomes_are_read_than_there_were_probes():
    came, _ = decode(encode(Outcome(parts={})) * 1000, 7)
    assert len(came) == 7


def test_text_arrives_clean_and_short():
    (came,), _ = decode(encode(Outcome(unreadable="\x1b[31m\u202e\ud800" + "x" * 9999)), 1)
    assert len(came.unreadable) == MOST_TEXT and came.unreadable.startswith("\ufffd[31m\ufffd\ufffd")


def test_what_was_returned_arrives_as_it_was_written_clean_and_short():
    written = Outcome(parts={"": np.array([3.0, 5.0])}, returned="(3, 5)")
    hostile = Outcome(parts={"": np.zeros(2)}, returned="\x1b[2J<script>" + "y" * 9999)
    came, damage = decode(encode(written) + encode(hostile), 2)
    assert damage is None and came[0].returned == "(3, 5)"
    assert came[1].returned.startswith("\ufffd[2J<script>") and len(came[1].returned) == MOST_TEXT
    verdict = diagnose(FORWARD, PROBES, came, EXPECTED)
    assert "Came out:\n    (3, 5)" in card.text(verdict, PROBES[0])


@given(st.lists(outcomes, min_size=1, max_size=8))
def test_whatever_arrives_is_diagnosed_and_shown_without_an_exception(sent):
    came, _ = decode(b"".join(map(encode, sent)), len(PROBES))
    verdict = diagnose(FORWARD, PROBES, came or [Outcome(unreadable="nothing came")], EXPECTED)
    shown = PROBES[verdict.shown] if verdict.shown is not None else None
    assert verdict.points == 0
    card.text(verdict, shown).encode()
    card.html(verdict, shown).encode()
