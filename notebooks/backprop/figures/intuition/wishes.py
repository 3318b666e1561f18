"""What the outputs want of the hidden activations before them: the figure of lesson 1 that explains the way back."""

from ..diagram import edge, node, places, tag
from ..svg import INK, arrow, colour, label, number, picture, signed

W, A = map(colour, "wa")
LONG = 200  # pixels of an arrow for a pull of 1


def wishes(w, a, outputs, pulls, ways, whose, told):
    """Draw hidden nodes with activations ``a``, the outputs with their ``pulls``, and what each output wants of them.

    w: the weights between, a row for each output; pulls: -∂C_0/∂a_j of each output; ways: -∂C_0/∂a_k by way of output j
    alone, a row for each output; whose: the outputs whose wishes are shown, from 0, with their sum if they are several;
    told: False while the wishes are covered.
    """
    spots = places([len(a), len(outputs)], (350, 30, 240, 330))
    columns = {j: 60 + 96 * j for j in whose} | ({"sum": 60 + 96 * len(outputs)} if len(whose) > 1 else {})
    names = {j: f"output {j + 1} wants" for j in whose} | {"sum": "together"}
    parts = [label(x, 24, names[column], size=12, bold=column == "sum") for column, x in columns.items()]
    edges = [(j, k) for j in range(len(outputs)) for k in range(len(a))]
    parts += [edge(spots[1, k + 1], spots[2, j + 1], w[j][k], trim=28, faint=j not in whose) for j, k in edges]
    for j, k in edges:
        (x1, y1), (x2, y2), share = spots[1, k + 1], spots[2, j + 1], 0.27 if j == 0 else 0.42
        if j in whose:
            parts.append(tag(x1 + share * (x2 - x1), y1 + share * (y2 - y1), number(w[j][k], 1), W, width=36))
    for j, (output, pull) in enumerate(zip(outputs, pulls, strict=True)):
        x, y = spots[2, j + 1]
        way = 22 if pull > 0 else -22
        written = (f"$a_{j + 1}^{{(4)}}$", A), (number(output, 2), A)
        parts += [
            node(x, y, *written, colour=A, radius=28, faint=j not in whose),
            arrow(x + 46, y + way, x + 46, y - way, INK, 4, head=13),
            label(x + 62, y + 5, f"must {'rise' if pull > 0 else 'fall'}", "start"),
        ]
    said = []
    for k, a_k in enumerate(a):
        x, y = spots[1, k + 1]
        parts.append(node(x, y, (f"$a_{k + 1}^{{(3)}}$", A), (number(a_k, 2), A), colour=A, radius=28))
        wanted = {column: sum(ways[j][k] for j in (whose if column == "sum" else [column])) for column in columns}
        for column, pull in wanted.items():
            left, half = columns[column], LONG * pull / 2
            if told:
                thick = 5 if column == "sum" else 2.5
                parts.append(arrow(left - 24, y + half, left - 24, y - half, A, thick, head=11))
                parts.append(label(left - 12, y + 5, signed(pull), "start", size=13))
            else:
                parts.append(label(left, y + 6, "?", size=18))
        each = ", ".join(f"{names[column]} {signed(pull)}" for column, pull in wanted.items())
        said.append(f"$a_{k + 1}^{{(3)}}$: {each}.")
    ways_to_go = ", ".join(f"output {j} must {'rise' if pull > 0 else 'fall'}" for j, pull in enumerate(pulls, 1))
    words = f"{ways_to_go.capitalize()}. " + (
        " ".join(said) if told else "What they want of the hidden activations is covered until you have answered."
    )
    return picture(760, 372, *parts, title="What each output wants of each hidden activation", readout=words)
