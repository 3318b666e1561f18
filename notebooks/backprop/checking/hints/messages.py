"""What Python's and numpy's own sentences hint at, by the exception's class and a piece of its message."""

import re

POWER = "In Python a power is written `**`."
CALL_IT = "A function stands where its value belongs: call it, as in `g(z)`."
NO_PART = "A function has nothing of that name: call it, as in `g(z)`, and compute with what it gives."
SHAPES = "Entry by entry, as in `+` and `*`, both sides need one shape."
WIDTH = "For `@` the left side needs as many columns as the right side has rows."
INDEX = "An entry stands where a whole number belongs. `for v in a` goes through the entries, "
INDEX += "`for j in range(len(a))` through the indices."
LIST = "Lists do not compute entry by entry; arrays do: `np.array(...)` makes one of a list."
WHOLE_DICT = "A dict of all layers stands where one layer's array belongs: pick it, as in `z[l]`."
UNPACK = "Before `in`, or before `=`, stands another number of names than there are things: `zip(a, b)` gives two."
PAST = "Indices count from 0, so the last one is the length less 1. (Was a length typed in, or another array's taken?)"
ENTRIES = "A single number has no entries to go through: numpy computes with the whole at once, number or array."
LIST_METHOD = "`append` and the like change the list itself and give back None: write `out.append(v)` alone."
CALLED = "Brackets behind a value call it as a function. Is a `*` missing, or do square brackets belong there, `a[j]`?"
APPEND = "An array cannot grow: begin with a list, `[]`, append to that, and make it an array at the end."
WHOLE = "An array of whole numbers takes in no fractions: begin with `np.zeros(...)` without `int`."
ITEMS = "A loop over a dict goes through its keys: `for l, w in W.items()` gives both."
NOT_HERE = "The exercise needs numpy alone: take that import out of the function."
VIEW = "That is PyTorch's way: numpy's arrays take another shape by `reshape`, as in `d.reshape(-1, 1)`."
HINTS = (  # (class, piece of the message, hint): the first that fits
    ("TypeError", "for ^", POWER),
    ("TypeError", "bitwise_xor", POWER),
    ("TypeError", "NoneType", "A function that it calls gave back None: is that function's last line a `return`?"),
    ("NameError", "is not defined", "Is it spelt as where it was made, and has that cell been run?"),
    ("TypeError", "'dict' object is not callable", "Square brackets pick from a dict, as in `g[l]`."),
    *(("AttributeError", f"'{cls}' object has no", NO_PART) for cls in ("function", "ComplexStep", "Polynomial")),
    *(
        (name, f"'{cls}'", CALL_IT)
        for name in ("TypeError", "AttributeError")
        for cls in ("function", "ComplexStep", "Polynomial", "numpy.ufunc", "builtin_function_or_method")
    ),
    ("TypeError", "Cannot cast ufunc", WHOLE),
    ("TypeError", "cannot unpack non-iterable int", ITEMS),
    ("ValueError", "Type must be a sub-type of ndarray", VIEW),
    ("ModuleNotFoundError", "No module named", NOT_HERE),
    ("UnboundLocalError", "local variable", "A variable that grows in a loop needs a value before the loop."),
    ("ValueError", "truth value of an array", "One `if` decides one thing, and here are many: go entry by entry."),
    ("IndexError", "only integers", INDEX),
    ("TypeError", "only integer scalar", INDEX),
    ("TypeError", "cannot be interpreted as an integer", "A whole number belongs there, such as a length."),
    ("TypeError", "iteration over a 0-d array", ENTRIES),
    ("TypeError", "'float' object is not iterable", ENTRIES),
    ("TypeError", "'numpy.float64' object is not iterable", ENTRIES),
    ("TypeError", "can only concatenate str", "Text and numbers do not add."),
    ("TypeError", "numerator/denominator", "The statistics module takes plain numbers; `np.mean` takes arrays."),
    ("RecursionError", "", "Inside a function its own name means itself: it calls itself without end."),
    ("TypeError", "'int' object is not iterable", "A loop goes through many: `range(n)` counts for a number n."),
    ("IndexError", "arrays used as indices", INDEX),
    ("IndexError", "assignment index out of", "A list grows by `append`; `out[l] = ...` needs an entry that is there."),
    ("IndexError", "out of bounds for array of dim", "Axes count from 0: one dimension has axis 0 alone."),
    ("IndexError", "with size 0", "There is nothing in what is picked from here, not even a first entry."),
    ("IndexError", "out of ", PAST),
    ("TypeError", "of type function", CALL_IT),
    ("TypeError", "not 'dict'", WHOLE_DICT),
    ("TypeError", "'dict' and", WHOLE_DICT),
    ("TypeError", "non-iterable Symbol", "`subs` takes what is replaced and what comes for it: `C.subs(a[0], a[1])`."),
    ("TypeError", "tuple indices", "That is a pair: take one of the two, `a[0]` or `a[1]`."),
    ("TypeError", "__call__() takes 2 positional", "A slope takes one thing, the place: `g_prime(z)`."),
    ("ValueError", "values to unpack", UNPACK),
    ("ValueError", "axes don't match", "A table has two axes, 0 and 1: `.T` exchanges them."),
    ("TypeError", "expected at most 1 argument", "`list` makes a list of one thing: what counts is `range`."),
    ("AttributeError", "attribute 'data'", "That is PyTorch's way: `w = w - ...` makes a new array, as is asked for."),
    ("ZeroDivisionError", "", "What is divided by is 0 here."),
    ("ValueError", "could not be broadcast", SHAPES),
    ("ValueError", "mismatch in its core dimension", WIDTH),
    ("ValueError", "not aligned", WIDTH),
    ("ValueError", "does not have enough dimensions", "`@` goes along arrays; a number is multiplied with `*`."),
    ("TypeError", "unsupported operand type(s) for @", "`@` goes along arrays; numbers are multiplied with `*`."),
    (
        "TypeError",
        "converted to Python scalar",
        "One number goes in there (`float`, `int`, the math module); numpy's functions take whole arrays.",
    ),
    ("TypeError", "return arrays must be of ArrayType", f"That function takes one array. {POWER}"),
    ("TypeError", "has no len()", "A single number has no length: `len` counts what is in a list or an array."),
    (
        "ValueError",
        "diff requires input",
        "A single number has no neighbours: `np.diff` and the like go along a table.",
    ),
    (
        "TypeError",
        "unhashable type: 'numpy",
        "A dict is picked from by a number, as in `W[l]`; here an array stands in the brackets.",
    ),
    ("TypeError", "unsized object", "A single number has no length: `len` counts what is in a list or an array."),
    ("TypeError", "can't multiply sequence", LIST),
    ("TypeError", "can only concatenate list", LIST),
    (
        "TypeError",
        "object is not subscriptable",
        "A single number stands before the square bracket: it has no entries.",
    ),
    ("TypeError", "is not subscriptable", "Round brackets call it, as in `range(n)`."),
    ("IndexError", "invalid index to scalar", "A single number stands before the square bracket: it has no entries."),
    ("TypeError", "object is not callable", CALLED),
    ("AssertionError", "", "That is a test of your own (`assert`), and it does not hold for these arguments."),
    ("EOFError", "", "Nobody types while a check runs: what is needed comes as arguments."),
    ("TypeError", "'int' and 'tuple'", "Pairs do not add up as numbers do: make one number of each first."),
    ("OverflowError", "", "exp of more than 709 is too large for a float: mind the sign of what stands in it."),
    ("KeyError", "slice(", ""),  # a TypeError before Python 3.12, which says enough
    ("KeyError", "array(", ""),
    ("KeyError", "(", "W is a dict: the layer stands in square brackets of its own, W[l]."),
    ("AttributeError", "has no attribute 'length'", "Python's length is `len(a)`."),
    ("AttributeError", "'range' object has no attribute", "A range counts down by its third argument, a step of -1."),
    ("AttributeError", "'NoneType' object has no attribute 'append'", LIST_METHOD),
    (
        "AttributeError",
        "'NoneType'",
        "A function that it calls gave back None: is that function's last line a `return`?",
    ),
    ("AttributeError", "'dict' object has no attribute 'append'", "A dict grows by its keys: `out[l] = ...`."),
    ("AttributeError", "has no attribute 'append'", APPEND),
    ("AttributeError", "'tuple' object has no attribute", "That is a pair: take one of the two, `a[0]` or `a[1]`."),
    ("AttributeError", "'numpy.ndarray' object has no attribute", "numpy's arrays have nothing of that name."),
    ("ValueError", "Can't calculate derivative wrt", "`diff` takes the symbol, the first of the pair: `a[0]`."),
    ("AttributeError", "module 'numpy' has no attribute", "numpy has no function of that name: write it out."),
    ("AttributeError", "'list' object has no attribute", "A list is no array: `np.array(...)` makes one of it."),
    ("AttributeError", "'dict' object has no attribute", "A dict holds all layers: pick one first, as in `W[l]`."),
)
BESIDE = "A row of {0} numbers meets a table of {0} rows: a number for each row stands in a column, `d[:, None]`."
TURNED = "One of the two tables is the other turned round: row = destination j, column = source k."
FOR_SUMS = "These shapes fit `@`, which adds up over the {1}; `*` and `+` go entry by entry, and need one shape."
TABLES = (  # of numpy's sentence on two shapes that do not go entry by entry, of which the first is a table's
    (re.compile(r"shapes \((\d+),\d+\) \(\1,\)"), BESIDE),
    (re.compile(r"together with shapes \((\d+),(\d+)\) \(\2,\1\)"), TURNED),
    (re.compile(r"together with shapes \((\d+),(\d+)\) \(\2,\d+\)"), FOR_SUMS),
)
SIZES = (  # of numpy's sentences on `@` and dot: left first
    (re.compile(r"operand 1 .*size (?P<right>\d+) is different from (?P<left>\d+)"), WIDTH),
    (re.compile(r"not aligned: (?P<left>\d+) \(dim \d\) != (?P<right>\d+)"), WIDTH),
)
