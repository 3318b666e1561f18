"""Figures of lesson 1 that show nodes: the forward pass, the arrows on the outputs, the two ways to move a node."""

from ..axes import Axes
from ..diagram import card, edge, node, places, tag
from ..svg import INK, arrow, bar, colour, fixed, label, legend, line, number, picture, point, rectangle, signed

W, A, Y, Z, C = map(colour, "wayzC")


def forward_pass(network, z, a, told=True):
    """Draw a sample on its way through ``network``: the inputs, then z and a of every node, edges by weight.

    While it is not ``told`` what the nodes make of the inputs, question marks stand in their places.
    """
    spots = places(network.sizes, (70, 24, 590, 318))
    edges = [
        edge(spots[l - 1, k], spots[l, j], network.W[l][j - 1, k - 1], trim=0)
        for l in network.W
        for j in range(1, network.sizes[l - 1] + 1)
        for k in range(1, network.sizes[l - 2] + 1)
    ]
    cards = []
    for (l, j), (x, y) in spots.items():
        if l == 1:
            cards.append(node(x, y, (f"$x_{j}$", A), (number(a[1][j - 1], 1), A), colour=A, radius=28))
            continue
        value = a[l][j - 1] if told else 0
        received, passed_on = (fixed(z[l][j - 1], 2), fixed(value, 2)) if told else "??"
        cards += [
            card(x, y, (f"$z$ = {received}", Z), (f"$a$ = {passed_on}", A), width=104, height=72),
            label(x, y - 42, f"$b$ = {number(network.b[l][j - 1], 1)}", colour=colour("b"), size=12, halo=True),
            rectangle(x - 42, y + 20, 84, 9, INK, 0.07, edge=0),
            bar(x, y + 24.5, 42 * value, 9, A),
            line(x, y + 18, x, y + 31, width=1),
        ]
    names = ["inputs", *(f"hidden layer {l}" for l in range(2, network.L)), f"output layer {network.L}"]
    heads = [label(spots[l, 1][0], 370, name, size=13) for l, name in enumerate(names, 1)]
    key = legend(
        40, 396,
        (lambda x, y: line(x - 12, y, x + 12, y, W, 4), "positive weight, the thicker the larger"),
        (lambda x, y: line(x - 12, y, x + 12, y, W, 4, "7 5"), "negative weight"),
    )  # fmt: skip
    key += bar(446, 396, 22, 9, A) + bar(446, 396, -22, 9, A) + line(446, 389, 446, 403, width=1)
    key += label(478, 401, "activation, −1 to 1 (hatched: negative)", "start")
    said = "\n".join(
        f"Layer {l}: " + ", ".join(f"$z_{j}$ = {fixed(p, 2)} → $a_{j}$ = {fixed(q, 2)}" for j, (p, q) in pairs)
        for l, pairs in ((l, list(enumerate(zip(z[l], a[l], strict=True), 1))) for l in z)
    )
    if not told:
        said = f"Inputs $x_1$ = {number(a[1][0], 1)}, $x_2$ = {number(a[1][1], 1)}. "
        said += "What the nodes make of them is covered until you have answered."
    return picture(760, 430, *edges, *cards, *heads, key, title="A sample on its way through the network", readout=said)


def push_arrows(a, y, names, losses, pull):
    """Draw each output beside its desired output, with its squared error and an arrow as long as its pull, -∂C_0/∂a_j.

    names: the classes' in words; losses: the squared errors; pull: None while the arrows are covered.
    """
    parts, said = [], []
    for j, (a_j, y_j, name, loss) in enumerate(zip(a, y, names, losses, strict=True), 1):
        axes = Axes((0, 1), (-0.6, 1.6), (110 + 250 * (j - 1), 46, 86, 270))
        left, right = axes.px(0), axes.px(1)
        row = axes.py(a_j)
        parts += [
            axes.frame(y_ticks=(-0.5, 0, 0.5, 1, 1.5), x_ticks=()),
            rectangle(left, axes.py(1), 86, axes.py(0) - axes.py(1), A, 0.07, edge=0),
            label(axes.px(0.5), 30, f"output {j}, {name}", bold=True),
            line(left, axes.py(y_j), right + 14, axes.py(y_j), Y, 2.5, "8 4"),
            point(right + 14, axes.py(y_j), Y, "diamond"),
            label(right + 26, axes.py(y_j) + 5, f"$y_{j}$ = {number(y_j, 0)}", "start", Y, halo=True),
            label(axes.px(0.5), 342, f"$a_{j}$ = {number(a_j)}", colour=A),
        ]
        written = f"Output {j}, {name}: $a_{j}$ = {number(a_j)}, wanted $y_{j}$ = {number(y_j, 0)}"
        if pull is None:
            parts += [point(axes.px(0.3), row, A, "disc", 8), label(axes.px(0.5), 370, "?", size=18)]
            said.append(f"{written}, squared error {number(loss, 2)}.")
            continue
        way = "rise" if pull[j - 1] > 1e-9 else "fall" if pull[j - 1] < -1e-9 else "stay"
        sign = {"rise": "+1", "fall": "−1", "stay": "0"}[way]
        verdict = f"must {way}" if way != "stay" else "is right"
        parts += [
            arrow(axes.px(0.62), row, axes.px(0.62), axes.py(a_j + pull[j - 1] / 2.6), INK, 5, head=15),
            point(axes.px(0.3), row, A, "disc" if way != "stay" else "ring", 8),
            label(axes.px(0.5), 370, verdict, size=18, bold=True),
            label(axes.px(0.5), 394, f"direction {sign}"),
            label(axes.px(0.5), 418, f"$-∂C_0/∂a_{j}$ = {signed(pull[j - 1], 2) if way != 'stay' else 0}"),
        ]
        said.append(f"{written}, squared error {number(loss, 2)}, so it {verdict} (direction {sign}).")
    parts += loss_bars(losses)
    said.append("Where the arrows point is covered until you have answered." if pull is None else "")
    words = f"{' '.join(said).strip()} Loss $C_0$ = {number(sum(losses), 2)}."
    return picture(760, 434, *parts, title="Which way each output should move", readout=words)


def loss_bars(losses):
    """Draw the squared errors of the outputs and, beside them, their sum: the loss."""
    axes = Axes((0.4, 3.6), (0, 4.5), (600, 76, 150, 240))
    parts = [
        label(675, 30, "loss", bold=True),
        axes.frame(x_ticks=(), y_ticks=(0, 1, 2, 3, 4)),
    ]
    columns = [*((f"$(a_{j}-y_{j})^2$", loss) for j, loss in enumerate(losses, 1)), ("$C_0$", sum(losses))]
    for place, (name, loss) in enumerate(columns, 1):
        foot = axes.px(place), axes.py(0)
        parts += [
            bar(*foot, axes.py(0) - axes.py(loss), 32, C, upright=True),
            label(foot[0], axes.py(loss) - 7, number(loss, 2), colour=C, size=13),
            label(foot[0], 342 + 22 * (place % 2), name, colour=C, size=13),
        ]
    return parts


def two_ways(names, w, a, z, start, rates, moved):
    """Draw a node's sum z with its weights ``w`` and the activations ``a`` it receives, and what each does to z.

    ``names`` are the six handles' in words, weights first, ``rates`` the slope of z by each (None: covered), ``moved``
    the place of the one in hand; ``start`` is the sum before it was moved.
    """
    n, spots = len(w), places([len(w), 1], (60, 24, 240, 300))
    goal = spots[2, 1]
    parts = [edge(spots[1, k], goal, w[k - 1], trim=26, faint=moved not in (k - 1, n + k - 1)) for k in range(1, n + 1)]
    for k in range(1, n + 1):
        x, y = spots[1, k]
        held_w, held_a = moved == k - 1, moved == n + k - 1
        parts.append(
            node(x, y, (names[n + k - 1], A), (number(a[k - 1], 2), A), colour=A, width=4 if held_a else 1.5, radius=28)
        )
        middle = x + 0.5 * (goal[0] - x), y + 0.5 * (goal[1] - y)
        parts.append(tag(*middle, f"{number(w[k - 1], 2)}", W, held=held_w))
    parts.append(node(*goal, ("$z_1^{(4)}$", Z), (number(z, 2), Z), colour=Z, width=2, radius=30))
    parts.append(label(goal[0], goal[1] + 52, f"was {number(start, 2)}", size=12))
    parts.append(label(goal[0], goal[1] + 70, f"$Δz$ = {signed(z - start, 3)}", colour=Z, size=13))
    for row, (title, shift, tone) in enumerate((("each weight", 0, A), ("each activation", n, W))):
        axes = Axes((0.4, n + 0.6), (-3, 3), (450, 36 + 178 * row, 290, 100))
        parts.append(axes.frame(y_ticks=(-2, -1, 0, 1, 2), x_ticks=()))
        parts.append(label(426, 20 + 178 * row, f"how fast $z$ rises with {title}", "start"))
        parts.append(line(450, axes.py(0), 740, axes.py(0), width=1.2, opacity=0.6))
        for k in range(1, n + 1):
            handle = shift + k - 1
            if rates is None:
                parts.append(label(axes.px(k), axes.py(0) - 8, "?", size=18))
            else:
                height = axes.py(0) - axes.py(rates[handle])
                parts.append(bar(axes.px(k), axes.py(0), height, 40, tone, upright=True))
                number_at = axes.py(rates[handle]) + (-6 if rates[handle] >= 0 else 15)
                parts.append(label(axes.px(k), number_at, number(rates[handle], 2), "middle", tone, 13))
            held = moved == handle
            parts.append(label(axes.px(k), axes.py(-3) + 20, names[handle], size=13, bold=held, colour=(W, A)[row]))
            if held:
                parts.append(rectangle(axes.px(k) - 40, axes.py(3) - 4, 80, 100 + 34, INK, 0, 1.5, "4 4", round=4))
    said = f"{names[moved]} is in hand: $z_1^{{(4)}}$ went from {number(start)} to {number(z)}. "
    if rates is None:
        said += "How fast $z$ rises with each handle is covered until you have answered."
    else:
        told = (f"{name} {number(rate, 2)}" for name, rate in zip(names, rates, strict=True))
        said += f"Rates: {', '.join(told)}."
    return picture(760, 356, *parts, title="What each handle does to a node's sum", readout=said)
