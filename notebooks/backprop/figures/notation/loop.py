"""A sum as a loop, run one line at a time, with or without the line that raises the index."""

from dataclasses import dataclass
from itertools import islice

from ..svg import INK, arrow, code, colour, label, line, number, picture, rectangle

A = colour("a")
PROGRAM = ("sum = 0;", "j = 0;", "while (j < a.length) {", "    sum = sum + a[j];", "    j = j + 1;", "}")
START, INDEX, TEST, ADD, RAISE, END = range(len(PROGRAM))


@dataclass(frozen=True)
class State:
    """Where the program is: the line it has just run (None before the first), j, the sum, the terms taken in order."""

    line: int | None = None
    j: int | None = None
    sum: float | None = None
    taken: tuple = ()
    tests: int = 0  # how often the loop has asked whether to go on


def states(a, forgets):
    """Yield the program's `State` after each line; without end if it ``forgets`` to raise the index."""
    yield State()
    yield State(START, None, 0)
    j, total, taken, tests = 0, 0, (), 0
    yield State(INDEX, j, total)
    while True:
        tests += 1
        yield State(TEST, j, total, taken, tests)
        if j >= len(a):
            break
        total, taken = total + a[j], (*taken, j)
        yield State(ADD, j, total, taken, tests)
        if not forgets:
            j += 1
            yield State(RAISE, j, total, taken, tests)
    while True:
        yield State(END, j, total, taken, tests)


def sum_loop(a, step, forgets, told=True):
    """Draw the program and its variables after ``step`` of its lines, summing the sequence ``a``.

    While it is not ``told`` what the program does, only the line that it has run is shown.
    """
    now = next(islice(states(a, forgets), step, None))
    if not told:
        return covered(a, step, now, forgets)
    parts = [*drawn_program(now, forgets), *drawn_sequence(a, now)]
    going = now.j is not None and now.j < len(a)
    rows = (
        ("j", "not set" if now.j is None else str(now.j)),
        ("sum", "not set" if now.sum is None else number(now.sum, 0)),
        (f"j < {len(a)}", "not asked yet" if not now.tests else "true" if going else "false"),
    )
    for place, (name, value) in enumerate(rows):
        parts.append(code(400, 216 + 28 * place, name))
        parts.append(code(500, 216 + 28 * place, value, bold=True))
    names = " + ".join(f"$a_{j + 1}$" for j in now.taken)
    terms = " + ".join(f"({number(a[j], 0)})" if a[j] < 0 else number(a[j], 0) for j in now.taken)
    taken = f"{names} = {terms}" if now.taken else "nothing yet"
    verdict = "The loop has ended." if now.line == END else ""
    if forgets and len(now.taken) > 1:
        verdict = f"j is still 0, so j < {len(a)} is still true: this loop never ends."
    parts.append(label(24, 318, f"taken so far: {taken}", "start", A))
    parts.append(label(24, 342, verdict, "start", bold=True))
    said = f"{place_of(now)}: " + ", ".join(f"{name} is {value}" for name, value in rows)
    said += f". Taken so far: {taken}. {verdict}"
    return picture(760, 358, *parts, title="A sum as a loop, line by line", readout=said)


def covered(a, step, now, forgets):
    """Draw the program at the line that it has run, and nothing of what its variables hold."""
    parts = [*drawn_program(now, forgets), *drawn_sequence(a, State())]
    for place, name in enumerate(("j", "sum", f"j < {len(a)}")):
        parts += [code(400, 216 + 28 * place, name), code(500, 216 + 28 * place, "?", bold=True)]
    what = f"What the variables hold after {step} line{'s' * (step != 1)} is covered until you have answered."
    parts.append(label(24, 318, what, "start"))
    title = "A sum as a loop, line by line"
    return picture(760, 358, *parts, title=title, readout=f"{place_of(now)}. {what}")


def place_of(now):
    """Say in words which line has been run."""
    if now.line is None:
        return "Before the first line"
    return "After the loop" if now.line == END else f"After {PROGRAM[now.line].strip(' ;{')}"


def drawn_program(now, forgets):
    """Draw the program with the line that has just run lit up, and the forgotten one struck out."""
    parts = [rectangle(24, 24, 320, 226, INK, 0.04, edge=1, round=6)]
    for place, text in enumerate(PROGRAM):
        y = 58 + 34 * place
        if place == now.line:
            parts.append(rectangle(30, y - 21, 308, 31, A, 0.2, edge=0, round=4))
            parts.append(arrow(34, y - 5, 50, y - 5, A, head=8))
        forgotten = forgets and place == RAISE
        parts.append(code(58, y, text, size=15, opacity=0.45 if forgotten else 1))
        if forgotten:
            parts.append(line(92, y - 5, 216, y - 5, width=2))
            parts.append(label(328, y, "forgotten", "end", size=13))
    return parts


def drawn_sequence(a, now):
    """Draw the sequence as boxes, counted from 1 above and from 0 below, with j pointing at one."""
    parts, width = [], min(64, 280 / len(a))
    for place, term in enumerate(a):
        x, times = 400 + width * place, now.taken.count(place)
        parts.append(rectangle(x, 56, width, 46, A, 0.3 if times else 0.03, edge=1.5))
        parts.append(label(x + width / 2, 85, number(term, 0), colour=A, size=17, bold=bool(times)))
        parts.append(label(x + width / 2, 44, f"$a_{place + 1}$", colour=A, size=16))
        parts.append(code(x + width / 2, 122, f"a[{place}]", "middle", size=12))
    if now.j is not None:
        x = 400 + width * (now.j + 0.5)
        parts.append(arrow(x, 166, x, 130))
        name = f"$j$ = {now.j}"
        at_end = label(748, 184, f"{name}, past the end", "end", size=14, bold=True)
        parts.append(at_end if now.j >= len(a) else label(x, 184, name, size=14, bold=True))
    return parts
