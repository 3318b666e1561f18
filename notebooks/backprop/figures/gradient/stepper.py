"""δ on its way back, layer by layer: what is computed and how, what is reused, and what it costs in multiplications."""

from ...measure.nudges import by_input
from ..diagram import edge, node, places
from ..picture import COVERED
from ..svg import INK, bar, colour, label, line, number, pick, picture, rectangle, signed
from .arithmetic import arithmetic

RADIUS, TABLE = 27, 402


def steps(L):
    """Return what is done, in order: ("forward", L), then for every layer from L to 2 its δ and its gradients."""
    return [("forward", L)] + [(what, l) for l in reversed(range(2, L + 1)) for what in ("delta", "weights")]


def forward_cost(n):
    """Return the multiplications of one forward pass: one for each weight (``n``: the layers' sizes)."""
    return sum(n[i] * n[i - 1] for i in range(1, len(n)))


def step_cost(n, what, l):
    """Return the multiplications of one step.

    A δ of the output layer takes two for each node (the 2 and g′); one further back takes one for each weight on the
    way and one for its g′; the gradient of W takes one for each weight, that of b none.
    """
    if what == "forward":
        return forward_cost(n)
    if what == "weights":
        return n[l - 1] * n[l - 2]
    return 2 * n[l - 1] if l == len(n) else n[l - 1] * n[l] + n[l - 1]


def nudging_cost(n):
    """Return the multiplications of one forward pass, and one more for each parameter."""
    parameters = sum(n[i] * (n[i - 1] + 1) for i in range(1, len(n)))
    return (parameters + 1) * forward_cost(n)


def back_stepper(network, x, y, step, picked, told=True):
    """Draw the network after so many steps of backpropagation, the picked node's numbers, the table, and the count.

    ``picked``: a node of the layer in hand, from 1; the last one where the layer has fewer. While it is not ``told``
    what it all costs, nothing is counted.
    """
    n, L = network.sizes, network.L
    plan = steps(L)
    done, (what, now) = plan[1 : step + 1], plan[step]
    picked = min(picked, n[now - 1])
    z, a = network.forward(x)
    delta = {l: by_input(network, l, z[l], y) for act, l in done if act == "delta"}
    spots = places(n, (40, 24, 300, 230))
    parts = [label(spots[l, 1][0], 18, f"layer {l}", size=12) for l in range(1, L + 1)]
    for l in range(2, L + 1):
        crossed, entered = what == "delta" and now == l - 1, what == "weights" and now == l
        tone = colour("delta") if crossed else colour("w") if ("weights", l) in done else INK
        for j in range(1, n[l - 1] + 1):
            for k in range(1, n[l - 2] + 1):
                lit = (crossed and k == picked) or (entered and j == picked)
                w = network.W[l][j - 1, k - 1]
                parts.append(edge(spots[l - 1, k], spots[l, j], w, tone, RADIUS, 4, not lit))
    for (l, j), spot in spots.items():
        chosen = what != "forward" and l == now and j == picked
        lines = ("$a$", colour("a")), (number(a[l][j - 1], 2), colour("a"))
        tone = INK
        if l in delta:
            tone = colour("delta")
            lines = ("$δ$", tone), (signed(delta[l][j - 1], 2), tone)
        circle = node(*spot, *lines, colour=tone, radius=RADIUS, width=4 if chosen else 2 if l in delta else 1.5)
        parts.append(pick(circle, step=plan.index(("delta", l)), node=j) if l in delta else circle)
    spent = step_cost(n, *plan[0]) + sum(step_cost(n, *act) for act in done)
    drawn, how = arithmetic(network, x, y, what, now, picked)
    parts += [*table(n, L, delta, done, (what, now), told), *drawn, *count(spent if told else None, nudging_cost(n))]
    return picture(
        720,
        492,
        *parts,
        title=f"Backpropagation after step {step} of {len(plan) - 1}: {TELL[what].format(now, now - 1, now + 1)}",
        readout=readout(n, step, plan, delta, spent if told else None, how),
    )


TELL = {
    "forward": "forward pass done, every z and a kept",
    "delta": "δ of layer {0}",
    "weights": "gradients of W and b of layer {0}",
}


def explain(what, l, L):
    """Return the step in a few words."""
    if what == "forward":
        return "the forward pass is done; every $z$ and $a$ is kept"
    if what == "weights":
        return f"gradients of layer {l}, $δ^{{({l})}}$ times the activations of layer {l - 1}"
    return f"$δ^{{({l})}}$, " + ("straight from the loss" if l == L else f"back over the weights of layer {l + 1}")


def table(n, L, delta, done, current, told):
    """Draw a row for each layer from the last to the second: what is known of it and, if ``told``, its δ's uses."""
    yield label(TABLE, 36, "layer", "start", size=12)
    yield label(TABLE + 48, 36, "$δ$", "start", colour("delta"), 14)
    yield label(TABLE + 206, 36, "uses of $δ_j$", "end", size=12)
    yield label(714, 36, "gradients $w$ + $b$", "end", size=12)
    yield line(TABLE, 44, 714, 44, INK, 1, opacity=0.5)
    for row, l in enumerate(reversed(range(2, L + 1))):
        height = 72 + 52 * row
        if current[1] == l and current[0] != "forward":
            yield rectangle(TABLE - 8, height - 24, 326, 44, colour("delta"), 0.1, edge=0, round=4)
        yield label(TABLE + 8, height + 4, l, "start", size=15)
        if l in delta:
            for i, value in enumerate(delta[l]):
                place = TABLE + 48 + 58 * (i % 2), height + 4 - 8 * (len(delta[l]) > 2) + 17 * (i // 2)
                yield label(*place, signed(value), "start", colour("delta"), 13)
        own = n[l - 2] + 1 if ("weights", l) in done else 0
        back = n[l - 2] if ("delta", l - 1) in done else 0
        yield label(TABLE + 200, height + 4, f"{own + back}" if l in delta and told else "–", "end", size=14)
        if ("weights", l) in done:
            yield label(714, height + 4, f"{n[l - 1] * n[l - 2]} + {n[l - 1]}", "end", colour("w"), 14)


def count(spent, nudging):
    """Draw the two counts as bars of one scale; ``spent`` is None while that is covered."""
    scale = 440 / nudging
    for height, name, cost, tone in (
        (412, "multiplications, forward and back", spent, colour("delta")),
        (464, "one forward pass, and one more for each parameter", nudging, INK),
    ):
        yield label(24, height - 16, name, "start", size=13)
        if cost is None:
            yield label(32, height + 5, f"The count is {COVERED}", "start", size=13)
            continue
        yield bar(24, height, cost * scale, 18, tone)
        yield label(32 + cost * scale, height + 5, cost, "start", size=14, bold=True)


def readout(n, step, plan, delta, spent, how):
    """Return the numbers in words, ``how`` they came about among them."""
    what, l = plan[step]
    values = f": {', '.join(signed(v, 4) for v in delta[l])}" if what == "delta" else ""
    costs = f"{step_cost(n, what, l)} multiplications, so far {spent}; by passes {nudging_cost(n)}."
    costs = f"By passes {nudging_cost(n)} multiplications; so far {COVERED}" if spent is None else costs
    return f"Step {step} of {len(plan) - 1}: {explain(what, l, len(n))}{values}.{how} {costs}"
