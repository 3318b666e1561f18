"""Read what a learner's function returned into plain numbers: ``{part: float64 array}``.

Here and in `expression` alone a value that a learner made is touched, and such a value may be anything: a class whose
``__array__`` raises, a list that holds itself, a gigabyte. A reader either returns fresh arrays of numpy's own
class or raises `Unreadable` with a sentence for the learner. Readers are plain data, so that they can be sent
to the process in which the learner's code runs.
"""

from dataclasses import dataclass

import numpy as np

MOST_NUMBERS = 1_000_000  # in one part: far above any answer, far below the memory of a small machine
MOST_PARTS = 200


LAST_LINE = " Is the last line a `return`?"


class Unreadable(Exception):
    """The value is not of the kind that was asked for; the message says what came."""


def class_name(cls):
    """Return the name of ``cls``, whatever its metaclass pretends."""
    return type.__dict__["__name__"].__get__(cls)[:60]


def a_or_an(noun):
    """Return ``noun`` behind its article."""
    return ("an " if noun[0].lower() in "aeiou" or noun == "ndarray" else "a ") + noun


def plain(value):
    """Return ``value`` as a new float64 array of numpy's own class, or raise `Unreadable`."""
    cls = type(value)
    if value is None:
        raise Unreadable(f"it returned None.{LAST_LINE}")
    if issubclass(cls, (str, bytes)):
        raise Unreadable("it returned text, not numbers.")
    try:
        array = np.asarray(value)
        if array.dtype.kind in "US":
            raise Unreadable("it returned text, not numbers.")
        if array.dtype.kind == "c":
            raise Unreadable("it returned complex numbers.")
        if array.size > MOST_NUMBERS:
            raise Unreadable(f"it returned {array.size:,} numbers, far more than were asked for.")
        return np.array(array, dtype=np.float64, subok=False)
    except (Unreadable, KeyboardInterrupt):
        raise
    except BaseException:  # whatever numpy or the value's own methods raise, SystemExit included
        if issubclass(cls, (list, tuple)):
            text = f"it returned {a_or_an(class_name(cls))} that does not form an array of numbers."
        else:
            text = f"it returned {a_or_an(class_name(cls))}, not numbers."
        raise Unreadable(text) from None


def read_as(what, read, value):
    """Return ``read(value)``; what it says of a value that it cannot read, it says of ``what``."""
    try:
        return read(value)
    except Unreadable as error:
        said = str(error).removesuffix(LAST_LINE)
        raise Unreadable(said.replace("it returned", f"{what} is")) from None


NUMPY_NUMBERS = {cls for cls in np.sctypeDict.values() if issubclass(cls, (np.integer, np.floating))}


def key_text(key):
    """Return a dict's key as text: whole numbers (2, np.int64(2) and 2.0 are one key) and short names only."""
    cls = type(key)  # what its class says of itself may be a trap: only numpy's and Python's own methods are called
    if issubclass(cls, int) and cls is not bool:
        return str(int.__int__(key))
    if (cls is float or cls in NUMPY_NUMBERS) and float(key).is_integer():
        return str(int(key))
    if cls is str and len(key) <= 20 and key.isprintable():
        return repr(key)
    raise Unreadable("its dict has a key that is neither a whole number nor a short name in quotes.")


@dataclass(frozen=True)
class Array:
    """Reads a number or an array: one part, called ``name``."""

    name: str = ""

    def __call__(self, value):
        """Return ``{name: array}``."""
        return {self.name: plain(value)}


@dataclass(frozen=True)
class Keyed:
    """Reads a dict of numbers or arrays: a part ``name[key]`` for each key."""

    name: str = ""

    def __call__(self, value):
        """Return ``{name[key]: array}``."""
        if not issubclass(type(value), dict):
            what = f"None.{LAST_LINE}" if value is None else a_or_an(class_name(type(value))) + "."
            raise Unreadable(f"where a dict was asked for, it returned {what}")
        if dict.__len__(value) > MOST_PARTS:
            raise Unreadable("its dict has far more keys than were asked for.")
        parts, count = {}, 0
        for key, entry in list(dict.items(value)):
            name = f"{self.name}[{key_text(key)}]"
            parts[name] = read_as(name if self.name else "an entry of its dict", plain, entry)
            count += parts[name].size
            if count > MOST_NUMBERS:
                raise Unreadable(f"it returned more than {MOST_NUMBERS:,} numbers, far more than were asked for.")
        return parts


@dataclass(frozen=True)
class Together:
    """Reads a tuple (or list) of as many things as there are ``readers``, each by its own."""

    readers: tuple

    def __call__(self, value):
        """Return the parts of all the things, in order."""
        if not issubclass(type(value), (tuple, list)):
            what = f"None.{LAST_LINE}" if value is None else a_or_an(class_name(type(value))) + "."
            raise Unreadable(f"where {len(self.readers)} things were asked for, it returned {what}")
        things = list(tuple.__iter__(value) if issubclass(type(value), tuple) else list.__iter__(value))
        if len(things) != len(self.readers):
            raise Unreadable(f"where {len(self.readers)} things were asked for, it returned {len(things)}.")
        parts = {}
        for which, read, thing in zip(("first", "second", "third"), self.readers, things, strict=False):
            parts |= read_as(f"the {which} thing it returned", read, thing)
        return parts
