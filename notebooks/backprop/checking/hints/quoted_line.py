"""What the line at which a function stopped gives away: rows of a message and a slip that stands in the line."""

import re

from ...exercises.messages import SAY

METHODS = "sum|mean|dot|copy|transpose|flatten|ravel|reshape|prod|cumsum|max|min|values|items|keys"
BUILTINS = "sum|max|min|len|range|abs|list|dict|zip|enumerate|sorted|reversed|round|print|map|float|int|set|tuple"
AXIS = "The second argument of `np.{0}` is an axis, not one more array: combine them first, as in `np.{0}(w * a)`."
OWN = re.compile(rf"({BUILTINS}|input)\(\) (missing \d+ required|takes \d+ positional arguments? but)")  # of a `def`
OWN_HIDES = "That is the notebook's own `{0}`, not Python's: hand over all that it takes, or give it another name."
HIDDEN = (
    "A variable is called `{0}` here, and hides Python's own `{0}`: call the variable something else. (Was it made in "
    "another cell? Rename it there, and restart the kernel.)"
)
AXIS_OF_METHOD = (
    "What stands in the brackets of `.{0}` is an axis, not one more array: combine them first, as in `(w * a).{0}()`."
)
UNCALLED = "`.{0}` is a method: it needs brackets to be called, `.{0}()`."
ONE_ARGUMENT = "The shape is one argument, in brackets of its own: `np.{0}((m, n))`."
TIMES = "Brackets behind a value call it as a function: a `*` is missing, as in `2 * (a - y)`."
COLUMN = "The left side is a column, one number wide. A column times a row is `np.outer(d, a)`, or `d[:, None] * a`."
TORCH = "That is PyTorch's way; the arrays here are numpy's."

CALLED = r"^(?!.*NoneType).*not callable"

NO_GRADIENT = f"{TORCH[:-1]}, which keep no gradient: the derivative is yours to write."
ONLY_LAYER_2 = "Only layer 2 receives the sample x; layer l receives the activations before it, a[l - 1]."

ROWS = (  # (classes, piece of the message, what stands in the line, hint with the line's groups): the first that fits
    ("", "", r"\.transpose\b(?!\s*\()", "`.transpose` is a method: write `W.T`, or with brackets, `W.transpose()`."),
    ("TypeError", CALLED, r"\.T\s*\(", "`.T` takes no brackets: `W.T`."),
    ("TypeError", CALLED, r"\.(size|shape)\s*\(", "`.{0}` is a value in numpy and takes no brackets: `a.{0}`."),
    (
        "TypeError",
        "method' object is not subscriptable",
        r"np\.(\w+)\s*\[",
        "`np.{0}` is called with round brackets: `np.{0}([1, 2])`.",
    ),
    ("TypeError|ValueError|AttributeError|IndexError", "", rf"\.({METHODS})\b(?!\s*[\w(])", UNCALLED),
    (
        "TypeError|IndexError|ValueError",
        "only integer scalar|interpreted as an integer|only length-1|only size-1|out of bounds for array of dim",
        r"np\.(sum|mean|prod|max|min|cumsum|average)\([^()]*(?:\([^()]*\)[^()]*)*,(?!\s*axis)",
        AXIS,
    ),
    (
        "TypeError|IndexError|ValueError",
        "only integer scalar|interpreted as an integer|out of bounds for array of dim",
        r"(?<!np)\.(sum|mean|prod|max|min|cumsum)\(\s*(?!axis)[A-Za-z_]",
        AXIS_OF_METHOD,
    ),
    ("TypeError", "concatenate str", r"\w\(\s*f?[\"']", "In quotes stands a text: take them away, and it is computed."),
    ("TypeError", "concatenate str", r"=\s*[\"']|[\"']\s*\+|\+\s*[\"']", "A sum begins with 0, not with a text."),
    ("KeyError", "^'", r"\[str\(", "The keys are whole numbers, not texts: pick by the number itself, without `str`."),
    ("KeyError", "^'", r"\[[\"'](\w+)[\"']\]", "In quotes stands a text, not what goes by that name: `[{0}]`."),
    ("ValueError", "values to unpack", r"\.shape\b", "A shape has one number for each axis, and not always as many."),
    (
        "TypeError",
        "positional arguments but 1 was given",
        r"np\.(add|multiply|subtract|divide)\(",
        "`np.{0}` takes two things; of one array `np.sum` and `np.prod` take all entries together.",
    ),
    ("TypeError", "missing 1 required positional argument", r"np\.(dot|outer|matmul|inner|multiply|add)\(", (
        "`np.{0}` takes two things, parted by a comma."
    )),
    ("AttributeError", "'int' object", r"enumerate\(", (
        "`enumerate` gives the number first, then the thing: `for l, V in enumerate(...)`."
    )),
    ("TypeError", "as a data type|data type .* not understood", r"np\.(zeros|ones|empty)\(", ONE_ARGUMENT),
    ("TypeError", CALLED, rf"(?<![\w.])({BUILTINS})\s*\(", HIDDEN),
    ("TypeError", r"^(?!.*NoneType).*(not callable|numpy\.ufunc)", r"np\.(\w+)\s*(?:\*\*|\^)\s*\d+\s*\(", (
        "The power comes behind the call: `np.{0}(z) ** 2`."
    )),
    ("TypeError", "'(Add|Mul|Pow|Symbol|tanh|sin|cos|exp|log)' object is not callable", "", (
        "A sympy expression is no function: `subs` puts something in, as in `C.subs(a[0], a[1])`."
    )),
    ("TypeError", "can only concatenate list|can't multiply sequence", r"range\([^()]*\b([A-Za-z_]\w*)\s*[-+]", (
        "`{0}` is a list here, and `range` counts up to a number: the length of the list is `len({0})`."
    )),
    ("TypeError", CALLED, r"(?<![\w.])\d[\d.]*\s*\(|\)\s*\(", TIMES),
    (
        "ValueError",
        r"size \d+ is different from 1\)|,1\) and .* not aligned: 1 ",
        r"None\]\s*@|reshape\(-1, ?1\)\s*(?:@|\.dot)|\bdot\(.*None\]",
        COLUMN,
    ),
    ("TypeError", "", r"\b(dim|keepdim)\s*=", "numpy calls it `axis` (and `keepdims`): `a.sum(axis=0)`."),
    ("", "", r"\.(backward|zero_grad)\s*\(", NO_GRADIENT),
    ("ValueError", "inhomogeneous", r"np\.(transpose|array|dot|mean|sum)\(", (
        "`np.{0}` takes one array, and a list of arrays of different shapes is none: go through it one by one."
    )),
    ("LinAlgError", "must be square", r"\binv\b", "The inverse is another matrix: the transpose is `W.T`."),
    ("ValueError", "", r"np\.cross\b", "That is the cross product of space; every pair's product is in `np.outer`."),
    ("ValueError", "broadcast", r"np\.outer\([^()]*,\s*x(?:_i)?\)", ONLY_LAYER_2),
    ("ValueError", "core dimension|not aligned", r"W\[l\]\s*@\s*x\b|dot\(W\[l\], ?x\)", ONLY_LAYER_2),
    ("ValueError", "broadcast|core dimension|not aligned", r"\[:\s*,\s*(?!None)\w+\]", (
        "`[:, j]` picks a column; the weights into node j are a row, `[j]`."
    )),
    ("ValueError", "could not be broadcast", r"(?<![\w.])sum\(\s*W\w*(?:\[l\])?\s*\*", (
        "Python's `sum` of a table adds its rows to each other; a node's sum runs along its row, as `@` does it."
    )),
    ("ValueError", "core dimension|not aligned", r"@\s*g_prime\b", SAY[11]),
    ("ValueError", "could not be broadcast", r"\bW\[l\].*\bsum\(.*\bg_prime\[", (
        "The sum went along the other axis: on the way back it goes over j, the nodes of layer l."
    )),
    ("ValueError", "could not be broadcast", r"\bg_prime\[l(?:\s*[-+]\s*1)?\]\(", (
        "What is multiplied here belongs to two different layers: the way back begins at L and goes down one by one."
    )),
    ("ValueError", "core dimension|not aligned", r"\bW\[l\s*-\s*1\]\.T\b", (
        f"Those are another layer's weights. {SAY[18]}"
    )),
    ("IndexError", "list index out of range", r"\b[az]\[l(?:\s*-\s*1)?\]", (
        "A list counts from 0, and layers from 1: in a dict each layer has its own number, a[1] = x."
    )),
    ("IndexError|TypeError", "only integers|interpreted as an integer", r"(?<!/)/(?!/)", (
        "A quotient `/` is a fraction, even where it comes out even: `//` stays whole."
    )),
    ("ValueError", "core dimension|not aligned", r"(?:@|dot\([^()]*,)\s*a(?:_prev|\[l ?- ?1\])\.T\b", (
        "`.T` turns tables round, and a row stays a row: each weight's pair (j, k) is what `np.outer` multiplies."
    )),
    ("ValueError", "could not be broadcast", r"\bW\[l\].*\bdb\[l\]", (
        "A layer's weights and its biases' gradient meet here: W goes with dW, and b with db."
    )),
    ("ValueError", "could not be broadcast|truth value", r"\bmax\(W\)", (
        "`max` compares what W holds: of a dict these are the keys, the layers' numbers, and of a list its arrays."
    )),
    ("ValueError", "truth value of an array", r"(?<![\w.])(max|min)\(", (
        "Python's `{0}` picks one of two, and arrays have many entries: `np.{0}imum` picks entry by entry."
    )),
    ("ValueError", "not aligned|core dimension", r"np\.(?:as)?mat(?:rix)?\(", (
        "`np.matrix` takes `*` for the matrix product, and has two axes always: arrays multiply entry by entry."
    )),
    ("ValueError", "to unpack", r"\bin \w+, \w+\s*:", "`for x, y in zip(X, Y)` goes through both side by side."),
    ("ValueError", "setting an array element", "", (
        "One entry takes one number, and a whole array came for it: pick the entry on the right, too, as in "
        "`g_prime(z[j])`, or begin with an array of the same shape, `np.zeros_like(w)`."
    )),
)  # fmt: skip


def slip(raised):
    """Return what the quoted line gives away as a hint, "" where it is nothing of the table's."""
    if own := OWN.match(raised.message):
        return OWN_HIDES.format(own[1])
    for classes, piece, pattern, said in ROWS:
        found = re.search(pattern, raised.line) if raised.line or not pattern else None
        fits = not classes or set(classes.split("|")) & set(raised.names)
        if found and fits and re.search(piece, raised.message):
            if said is HIDDEN:  # which of those that the line calls is not told
                names = dict.fromkeys(name for name in called(raised.line) if name in BUILTINS.split("|"))
                return said.format("` or `".join(names))
            return said.format(*(group or "" for group in found.groups()))
    return ""


def called(line):
    """Return the names that the line calls, as in `name(`, in order."""
    return re.findall(r"(?<![\w.])([A-Za-z_]\w*)\s*\(", line)


def picked(line):
    """Return the names that the line picks from, as in `name[`, in order."""
    return re.findall(r"(?<![\w.])([A-Za-z_]\w*)\s*\[", line)


def bare(line):
    """Return the names that stand beside an operator in the line, with no bracket or point behind them."""
    return re.findall(r"(?<![\w.])([A-Za-z_]\w*)(?=\s*[@*+/-])", line) + re.findall(
        r"[@*+/-]\s*([A-Za-z_]\w*)\b(?!\s*[\[(.\w])", line
    )
