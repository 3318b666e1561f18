"""What learners write, a body for each function, and what the card says of it: beside the tables of `exercises`.

These are told by the line, by the form, or by the text of the function; a body of one expression is returned.
"""

TRAIN = """
    L = max(W)
    W, b = dict(W), dict(b)
    def cost():
        C = 0
        for x, y in zip(X, Y):
            a = x
            for l in range(2, L + 1):
                a = g[l](W[l] @ a + b[l])
            C += np.sum((a - y)**2)
        return C / len(X)
    history = [cost()]
    for epoch in range(epochs):
        dW = {l: np.zeros_like(W[l]) for l in W}
        db = {l: np.zeros_like(b[l]) for l in b}
        for x, y in zip(X, Y):
            z, a = {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l-1] + b[l]
                a[l] = g[l](z[l])
            d = 2*(a[L] - y)
            for l in range(L, 1, -1):
                e = d * g_prime[l](z[l])
                dW[l] += np.outer(e, a[l-1]) / len(X)
                db[l] += e / len(X)
                d = W[l].T @ e
        for l in W:
            W[l] = W[l] - RATE*dW[l]
            b[l] = b[l] - RATE*db[l]
        history.append(LAST)
    return W, b, history
"""


def train(rate, last):
    """Return the body of a train that steps by ``rate`` and appends ``last`` to its history after each epoch."""
    return TRAIN.replace("RATE", rate).replace("LAST", last)


BACK = """
    L, z, a = max(W), {}, {1: x}
    for l in range(2, L + 1):
        z[l] = W[l] @ a[l - 1] + b[l]
        a[l] = g[l](z[l])
    dW, db, d = {}, {}, 2 * (a[L] - y) * g_prime[L](z[L])
    for l in range(L, 1, -1):
        dW[l], db[l] = np.outer(d, a[l - 1]), d
        if l > 2:
            d = W[l].T @ d * g_prime[l - 1](z[l - 1])
    return dW, db
"""

STEPS_ON_THE_WAY = """
    W, b, L, history = dict(W), dict(b), max(W), []
    for epoch in range(epochs + 1):
        C = 0
        for x, y in zip(X, Y):
            z, a = {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l-1] + b[l]
                a[l] = g[l](z[l])
            C += np.sum((a[L] - y)**2) / len(X)
            d = 2*(a[L] - y)
            for l in range(L, 1, -1):
                e = d * g_prime[l](z[l])
                d = W[l].T @ e
                if epoch < epochs:
                    W[l] = W[l] - eta*np.outer(e, a[l-1])
                    b[l] = b[l] - eta*e
        history.append(C)
    return W, b, history
"""
LEARNERS = {
    "backpropagate": [
        ("""
            L = 4
            delta = net.W[L] @ x - y
            return {L: delta}, {L: delta}
        """, "arguments: that is the notebook's own variable."),
        (
            BACK.replace(" dW, db\n", " {l: W[l] - 0.1 * dW[l] for l in W}, {l: b[l] - 0.1 * db[l] for l in b}\n"),
            "That is what a step of 0.1 times the gradient leads to; the gradient was asked for.",
        ),
        (BACK.replace("np.outer(d, a[l - 1])", "np.outer(d, d)"), "as many columns as this layer has nodes itself."),
        (
            BACK.replace("dW[l], db", "d = W[l].T @ d\n        dW[l], db").replace("d = W[l].T @ d *", "d = d *"),
            "δ was carried on to that layer before it was used here.",
        ),
        (BACK.replace("return dW, db", "return list(dW.values()), db"), "the first thing it returned is a list."),
        ("""
            L, z, a = max(W), {}, {1: x}
            for l in range(2, L + 1):
                z = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z)
            dW, db, d = {}, {}, 2 * (a[L] - y) * g_prime[L](z[L])
            return dW, db
        """, "with an index, `z[l] = ...`, each has its own place."),
        ("""
            L = 4
            z, a = {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z[l])
            return z, a
        """, "its largest key is the last, `max(W)`."),
        ("""
            L, z, a = max(W), {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z[l])
            dW, db, d = {}, {}, 2 * (a[L] - y) * g_prime[L](z[L])
            for l in range(2, L + 1):
                dW[l], db[l] = np.outer(d, a[l - 1]), d
                if l > 2:
                    d = (W[l].T @ d) * g_prime[l - 1](z[l - 1])
            return dW, db
        """, "The way back begins at L and goes down."),
        ("""
            L, z, a = max(W), {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z[l])
            dW, db, d = {}, {}, 2 * (a[L] - y) * g_prime[L](z[L])
            for l in reversed(range(2, L)):
                dW[l], db[l] = np.outer(d, a[l - 1]), d
                if l > 2:
                    d = (W[l].T @ d) * g_prime[l - 1](z[l - 1])
            return dW, db
        """, "`range(2, L + 1)` is all of them.)"),
        ("""
            L, z, a = max(W), {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z[l])
            dW, db, d = {}, {}, 2 * (a[L] - y) * g_prime[L](z[L])
            for l in range(L, 1, -1):
                dW[l], db[l] = np.outer(d, a[l - 1]), np.sum(d, keepdims=True)
                if l > 2:
                    d = (W[l].T @ d) * g_prime[l - 1](z[l - 1])
            return dW, db
        """, "One number came where each entry has its own"),
        ("""
            L, z, a = max(W), {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z[l])
            dW, db, d = {}, {}, 2 * (a[L] - y) * g_prime[L](z[L])
            for l in range(L, 1, -1):
                dW[l], db[l] = np.outer(d, x), d
                if l > 2:
                    d = (W[l].T @ d) * 1
            return dW, db
        """, "must be crossed too. x stands where the activations before belong"),
        ("""
            L, z, a = max(W), {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z[l])
            dW, db, d = {}, {}, ((1 - y) / (1 - a[L]) - y / a[L]) * g_prime[L](z[L])
            for l in range(L, 1, -1):
                dW[l], db[l] = np.outer(d, a[l - 1]), d
                if l > 2:
                    d = (W[l].T @ d) * g_prime[L](z[l - 1])
            return dW, db
        """, "derivative of the cross-entropy; this loss is the square of the difference. That is the other"),
        ("""
            L, z, a = max(W), {}, {1: x}
            for l in range(2, L + 1):
                z[l] = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z[l])
            dW, db, d = {}, {}, (a[L] - y) * g_prime[L](a[L])
            for l in range(L, 1, -1):
                dW[l], db[l] = np.outer(d, a[l - 1]), d
                if l > 2:
                    d = (W[l].T @ d) * g_prime[l - 1](a[l - 1])
            return dW, db
        """, "Two mistakes at once: Exactly half everywhere"),
    ],
    "push": [
        ("np.tanh(100 * (y - a_L))", "Sizes were returned"),
        ("(y - a_L) / np.linalg.norm(y - a_L)", "Sizes were returned"),
        ("list(zip(a_L, y))", "did a column meet a row, or is one row to be picked?"),
        ("[1 if i < j else -1 for i in a_L for j in y]", "`zip(a, b)` goes along both at once."),
        ("np.sign(y)", "That is the sign of the target alone: compare the output with it."),
        ("np.abs(y - a_L)", "Sizes were returned, and their signs were lost; only the direction is asked for"),
        ("np.round(y - a_L)", "A small difference counts as well"),
        ("np.where(a_L < 0.5, 1, -1)", "Compare each output with its own target"),
        ("""
            out = []
            for j in range(len(y)):
                if y[j] > a_L[j]:
                    out.append(1)
                if y[j] < a_L[j]:
                    out.append(-1)
                else:
                    out.append(0)
            return out
        """, "which must be an `elif`."),
        ("""
            out = np.zeros(2)
            for j in range(2):
                out[j] = np.sign(y[j] - a_L[j])
            return out
        """, "(Was a length typed in, another array's taken, or does a loop end too early?)"),
        ("""
            for j in range(len(a_L)):
                if a_L[j] < y[j]:
                    return 1
                elif a_L[j] > y[j]:
                    return -1
                else:
                    return 0
        """, "each is asked for. (A `return` inside the loop?)"),
        ("""
            out = []
            for a, t in zip(a_L, y):
                if a < t:
                    out.append(1)
                elif a > t:
                    out.append(-1)
                else:
                    out.append(0)
                return out
        """, "each is asked for. (A `return` inside the loop?)"),
        ("""
            out = np.zeros(len(y))
            for j in range(len(y)):
                out[j] = np.sign(y[j] - a_L[j])
                return out
        """, "each is asked for. (A `return` inside the loop?)"),
        ("(y > a_L)", "Outputs that must fall get -1, not 0."),
        ("(y > a_L) * 1 - 1", "Outputs that must rise get +1, not 0."),
        ("np.sign(y) - np.sign(a_L)", "signs of both, subtracted, do not compare them."),
        ("np.sign(y - a_L).sum()", "One direction for each output, not their sum."),
        ("""
            return np.array([1 if y[j] - a_L[j] > 0 else -1 if y[j] - a_L[j] < 0 else 0 for j in range(1, len(y))])
        """, "The first output is missing: indices begin at 0."),
        ("print(np.sign(y - a_L))", "only `return` hands it back"),
    ],
    "weighted_sum": [
        ("np.dot([w], [a]) + b", "the right side has rows. Here: 4 on the left, 1 on the right."),
        ("""
            z = np.zeros(len(w), dtype=int)
            for k in range(len(w)):
                z[k] = w[k] * a[k]
            return z.sum() + b
        """, "go into it: `z = np.zeros(len(w), dtype=int)`."),
        ("""
            s = 0
            for a in w:
                s += a * a
            return s + b
        """, "another value before it is ever read: use a name of its own."),
        ("""
            return b * 3
            return w @ a + b
        """, "`return b * 3` is never run: the function ends there."),
        ("sum(w[k] * a[k - 1] for k in range(len(w))) + b", "runs backwards, or is moved along by one.)"),
        ("np.random.rand() + w @ a", "start afresh each time, and draw nothing at random."),
        ("w[1]*a[1] + w[2]*a[2] + w[3]*a[3] + b", "go through all of them, however many there are."),
        ("w[0]*a[0] + w[1]*a[1] + b", "go through all of them, however many there are."),
        ("sum(w) * a + b", "a sum missing, or is one of these to be picked?"),
        ("""
            sum = 0
            for k in w:
                sum += w[k] * a[k]
            return sum + b
        """, "entries of `w`; its indices are `range(len(w))`."),
        ("np.array(w) @ np.array(a) + np.array([b])", "in brackets of its own: `[0]` takes it out."),
        ("sigmoid(w @ a + b)", "is made in lesson 3 only, and not needed here."),
    ],
    "forward": [
        ("""
            for l in range(2, max(W) + 1):
                W, b = W[l], b[l]
                x = g[l](W @ x + b)
            return x
        """, "puts one entry in the place of the whole argument `W`"),
        ("""
            for l in range(2, max(W) + 1): x = g(W[l] @ x + b[l])
            return x
        """, "Square brackets pick from a dict, as in `g[l]`."),
        ("""
            for l, w in W:
                x = g[l](w @ x + b[l])
            return x
        """, "`for l, w in W.items()` gives both."),
        ("""
            for l in W:
                z = W[l] @ x + b[l]
                x = g[l](x)
            return x
        """, "`z` is computed and never used"),
        ("""
            for l in W:
                x = g[l](W[l] @ x + b[l])
            return x > 0.5
        """, "or a comparison cuts them off."),
        ("""
            for l in W:
                W = W[l]
                a = g[l](W @ x + b[l])
                x = a
            return a
        """, "is gone: give what is picked a name of its own."),
        ("""
            a = {1: x}
            for l in range(2, max(W) + 1):
                z = W[l] @ a[l] + b[l]
                a[l] = g[l](z)
            return a[l]
        """, "multiplied by what it receives: the layer before."),
        ("""
            a = {1: x}
            for l in range(2, max(W) + 1):
                z = W[l] @ a[l - 1] + b[l]
                a[l] = g[l](z)
            return a
        """, "Pick the entry that is asked for, as in `a[L]`."),
        ("""
            a = x
            for l in W:
                a = g[l](sum(W[l] * a) + b[l])
            return a
        """, "a node's sum runs along its row, as `@` does it."),
        ("""
            a = x
            for l in W:
                a = sigmoid(W[l] @ a + b[l])
            return a
        """, "function it is comes in as an argument, `g`."),
        ("""
            a = x
            for l, w in enumerate(W):
                a = g[l](w @ a + b[l])
            return a
        """, "numbers: `W[l]` picks what belongs to one."),
        ("""
            a = x
            for w, c, f in zip(W, b, g):
                a = f(w @ a + c)
            return a
        """, "numbers: `W[l]` picks what belongs to one."),
        ("""
            z, a = net.forward(x)
            return a[4]
        """, "arguments: that is the notebook's own variable."),
    ],
    "slope": [
        ("(C('w + h') - C('w - h')) / (2 * h)", "a text: take them away, and it is computed."),
        ("(C(w) - C(w)) / (2 * h)", "by an array of whole numbers, or taken from itself?"),
        ("(C(w + h) - C(w - h)) / 2 / 1e-5", "h makes the two places and the run between them."),
        ("(C[w + h] - C[w - h]) / (2 * h)", "is a function: round brackets call it, `C(...)`."),
        ("np.gradient(C(w), h)", "C is a function: call it at w + h and at w - h."),
        ("(C(w + h) - C(w - h)) / (2 * w)", "A run of 2h is asked for: this divides by w."),
        ("(C(w + 1e-13) - C(w - 1e-13)) / 2e-13", "rounding eats the difference: use the argument h."),
        ("(C(w + 1) - C(w - 1)) / 2", "The step h that was asked for was not used."),
    ],
    "update": [
        ("w - eta * slope(C, w)", "`slope` is this lesson's own: write it first, and run its cell."),
        ("w - eta * (dC_dw + 0.9 * dC_dw)", "The step is 1.9 times what it should be"),
        ("w - eta * np.mean(dC_dw, axis=0)", "not by one number for all."),
        ("w.flatten() - eta * dC_dw.flatten()", "make one): a table has rows and columns."),
        ("w - lr * dC_dw", "Is `eta` meant, the argument?"),
        ("w - eta * w", "It never reads its argument `dC_dw`, and the answer depends on it."),
        ("w - eta / dC_dw", "The step was divided by the gradient: eta multiplies it."),
        ("w - eta ** dC_dw", "A power was taken: eta multiplies the gradient"),
        ("w - eta * dC_dw / np.linalg.norm(dC_dw)", "In proportion to the derivative, sign and size"),
        ("""
            new = np.zeros(len(w))
            for i in range(len(w)):
                new[i] = w[i] - eta * dC_dw[i]
            return new
        """, "or begin with an array of the same shape, `np.zeros_like(w)`."),
        ("""
            for i in range(len(w)):
                new = w[i] - eta * dC_dw[i]
            return new
        """, "(Or did a loop keep, or return, one entry alone?)"),
        ("""
            w =- eta * dC_dw
            return w
        """, "from. (`w =- s` is `w = -s`; `w - s` was meant.)"),
        ("(w - eta) * dC_dw", "alone: the weights start from where they are."),
        ("w - dC_dw(eta)", "picks from it, `dC_dw * (...)` multiplies."),
        ("w - eta * dC_dw, eta", "by commas: return the one that is asked for."),
        ("w - eta * dC_dw / len(w)", "do not divide the step by the number of weights."),
    ],
    "average_gradient": [
        ("np.max(dC_dw, axis=0)", "That is the largest of them"),
        ("""
            n, m = dC_dw.shape
            return sum(dC_dw) / n
        """, "one number for each axis, and not always as many."),
        ("np.mean(dC_dw ** 2, axis=0)", "not of their squares."),
        ("np.std(dC_dw, axis=0)", "That is how far they are spread"),
        ("sum(dC_dw) / 5", "that was typed in: take it from the argument."),
        ("""
            s = 0
            for i in range(1, len(dC_dw)):
                s += dC_dw[i]
            return s / len(dC_dw)
        """, "The first sample is missing: indices begin at 0."),
        ("""
            total = np.zeros(dC_dw.shape)
            for d in dC_dw:
                total += d
            return total / len(dC_dw)
        """, "The samples' axis is still there: it must go."),
        ("statistics.mean(dC_dw)", "here: `import statistics`, in a cell above."),
    ],
    "weight_shapes": [
        ("{(l, n[l - 1], n[l - 2]) for l in range(2, len(n) + 1)}", "entries are pairs: `key: value`."),
        ("{len(n) - i: (n[i + 1], n[i]) for i in range(len(n) - 1)}", "other's names: the order is turned round."),
        ("{l: f'{n[l - 1]}, {n[l - 2]}' for l in range(2, len(n) + 1)}", "shape[2] is text, not numbers."),
        ("{f'W{l}': (n[l - 1], n[l - 2]) for l in range(2, len(n) + 1)}", "numbers themselves, without quotes."),
        ("{l: (n[l - 1], n[l - 2]) for l in range(2, n + 1)}", "the length of the list is `len(n)`."),
        ("""
            shapes = {}
            for l in range(2, len(n) + 1):
                shapes.append((n[l - 1], n[l - 2]))
            return shapes
        """, "A dict grows by its keys"),
        ("{l: (n[l-1], n[l-2]) for l in range(1, len(n))}", "Weights belong to layers 2..L."),
        ("dict(zip(n[1:], n[:-1]))", "sizes; its keys are the layers' numbers l."),
        ("{l: (n(l-1), n(l-2)) for l in range(2, len(n)+1)}", "`n[...]` picks from it, `n * (...)` multiplies."),
        ("""
            shapes = []
            for l in range(2, len(n)+1):
                shapes[l] = (n[l-1], n[l-2])
            return shapes
        """, "`out[l] = ...` needs an entry that is there."),
        ("""
            L = max(n)
            return {l: (n[l-1], n[l-2]) for l in range(2, L+1)}
        """, "`len(n)`, and not the largest of the sizes."),
    ],
    "weight": [
        ("""
            if j <= 1 or k <= 1:
                raise IndexError
            return W[l][j - 1, k - 1]
        """, "the first row and the first column have the number 1.)"),
        ("""
            if j < 1 or k < 1:
                print('no such weight')
            else:
                return W[l][j - 1, k - 1]
        """, "and only `raise` raises an exception."),
        ("""
            if j < 1 or k < 1:
                raise 'IndexError'
            return W[l][j - 1, k - 1]
        """, "takes the exception itself, without quotes.)"),
        ("""
            if j < 1 or k < 1:
                raise IndexError
            return W.get(l)[j - 1, k - 1]
        """, "raises it of itself, `W.get(l)` does not.)"),
        ("""
            if j < 1 or k < 1:
                raise IndexError
            return round(W[l][j - 1, k - 1], 2)
        """, "It was rounded, to 2 decimals"),
        ("""
            if j == 0 or k == 0:
                raise IndexError
            return W[l][j-1, k-1]
        """, "not, and brought an entry counted from the end."),
        ("""
            if j == 0:
                raise IndexError
            return W[l][j-1, k-1]
        """, "the maths does not have must be refused for both."),
        ("""
            if j < 1 or k < 1:
                return IndexError
            return W[l][j-1, k-1]
        """, "hands IndexError back, `raise` raises it."),
        ("""
            if j < 0 or k < 0:
                raise IndexError
            return W[l][j-1, k-1]
        """, "not, and brought an entry counted from the end."),
        ("""
            if l not in W:
                raise KeyError
            return W[j-1]
        """, "layer l's array first; j counts the rows of that."),
        ("""
            if j <= 0 or k <= 0:
                raise ValueError('no')
            return W[l][j-1, k-1]
        """, "must raise IndexError, and it raised ValueError."),
        ("""
            for l in W:
                W = W[l]
            return W[j-1, k-1]
        """, "is gone: give what is picked a name of its own."),
    ],
    "weight_vector": [
        ("W[l][j - 1] - 1", "Every entry is off by the same, -1."),
        ("W[l][j + 1]", "(This is the row of node j + 2.)"),
        ("W[l][j - 1, 0]", "That is one weight of the row"),
        ("W[l][j - 1, j - 1]", "That is one weight of the row"),
        ("[W[l][j-1][k] for k in range(len(W[l]))]", "layer before has nodes, not as many as this one."),
        ("W[j-1]", "layer l's array first; j counts the rows of that."),
        ("""
            v = []
            for k in W[l][j-1]:
                v = v + k
            return v
        """, "number` stays empty where it is numpy's number.)"),
    ],
    "total": [
        ("np.sum(a, axis=1)", "one dimension has axis 0 alone."),
        ("""
            s = 0
            for m in a:
                if m < 0:
                    break
                s += m
            return s
        """, "The value is not right."),
        ("""
            s = 0
            j = 0
            while j < 4:
                s += a[j]
                j += 1
            return s
        """, "only: go on to the last, however many there are."),
        ("""
            s = 0
            for m in a:
                s += m
            print(s)
        """, "only `return` hands it back"),
        ("""
            s = []
            for m in a:
                s += m
            return s
        """, "number` stays empty where it is numpy's number.)"),
        ("""
            s = 0
            for m in range(len(a)):
                s += a
            return s
        """, "a sum missing, or is one of these to be picked?"),
        ("round(sum(a), 2)", "to 2 decimals: return the number as it is."),
    ],
    "count_parameters": [
        ("""
            weights = 1
            for k in n:
                weights *= k
            return weights + sum(n[1:])
        """, "only: multiply two sizes at a time, then add."),
        ("n[0]*n[1]*n[2]", "only: multiply two sizes at a time, then add."),
        ("""
            s = 0
            for l in n:
                s += n[l] * n[l-1] + n[l]
            return s
        """, "entries of `n`; its indices are `range(len(n))`."),
    ],
    "backward_order": [
        ("[str(l) for l in range(L, 1, -1)]", "Numbers stand without quotes"),
        ("reversed(range(2, L+1))", "not numbers. `list(...)` makes a list of it."),
        ("""
            for l in range(L, 1, -1):
                print(l)
        """, "only `return` hands it back"),
        ("""
            out = []
            for l in range(L, 1, -1):
                out = out.append(l)
            return out
        """, "and give back None: write `out.append(v)` alone."),
        ("{l for l in range(L, 1, -1)}", "A set has no order: square brackets make a list."),
    ],
    "from_input_output": [
        ("{l: weights[l].T for l in range(2, len(weights)+2)}", "0, so layer l's array stands at weights[l - 2]."),
        ("weights.T", "is a list of arrays: take them one by one."),
        ("{l: np.transpose(weights) for l in range(2, len(weights)+2)}", "shapes is none: go through it one by one."),
        ("""
            W = {}
            for l, w in enumerate(weights, 2):
                W[l] = np.linalg.inv(w)
            return W
        """, "is another matrix: the transpose is `W.T`."),
    ],
    "loss": [
        ("""
            s = 0
            for j in range(2):
                s += (a_L[j] - y[j]) ** 2
            return s
        """, "go through all of them, however many there are."),
        ("""
            sum = 0
            for j in range(len(y)):
                sum =+ (a_L[j] - y[j]) ** 2
            return sum
        """, "Only the last node counts: add up all of them."),
    ],
    "node_input": [
        ("g(w_j @ a_prev + b_j)", "dict. (And `g` is not among the arguments here.)"),
    ],
    "layer_input": [
        ("""
            z = np.zeros(len(b_l))
            for j in range(len(b_l) - 2):
                z[j] = W_l[j] @ a_prev + b_l[j]
            return z
        """, "is it ever computed, or does a loop end too early?"),
        ("(W_l @ a_prev + b_l)[::-1]", "These are the right numbers, the entries in the opposite order."),
        ("""
            z = []
            for j in range(len(b_l)):
                z.append(W_l[j] @ a_prev + b_l)
            return z
        """, "to each node's sum, in place of its own b_l[j].)"),
        ("""
            z = np.zeros(len(b_l))
            for j in range(len(b_l)):
                for k in range(len(a_prev)):
                    z[j] = W_l[j, k] * a_prev[k]
            return z + b_l
        """, "term of each row is left: add up along the row."),
        ("""
            z = [0] * len(b_l)
            for j in range(len(b_l)):
                z[j] += sum(W_l[:, j] * a_prev) + b_l[j]
            return z
        """, "column; the weights into node j are a row, `[j]`."),
    ],
    "sigmoid": [
        ("1 / (1 + np.exp(-z[0]))", "One number came where each entry has its own"),
        ("1 / (1 + np.exp(-z / 2))", "z was halved"),
        ("1 / (1 + np.exp(-z ** 2))", "z was squared"),
        ("1 / (1 + e ** -z)", "'e' is not defined. numpy's is called `np.e`."),
        ("[1 / (1 + np.exp(-v)) for v in z]", "numpy computes with the whole at once, number or array."),
        ("(np.tanh(z) + 1) / 2", "Twice too steep: tanh takes half of z in this form."),
        ("sigmoid(z)", "name means itself: it calls itself without end."),
    ],
    "symbolic_chain_rule": [
        ("sympy.integrate(C.subs(a[0], a[1]).subs(z[0], z[1]), w)", "The expression has other values than dC/dw."),
        ("sympy.diff(C(w), w)", "A sympy expression is no function"),
        ("C.subs(*a).subs(*z).diff(w).subs(w, 1)", "the symbol must stay in the expression."),
        ("C.diff(a[0])(a[1]) * a[1].diff(z[0]) * z[1].diff(w)", "A sympy expression is no function"),
        ("sympy.diff(C, a) * sympy.diff(a, z) * sympy.diff(z, w)", "a symbol, the first of a pair: `a[0]`, not `a`."),
        ("""
            return sympy.diff(C, a[1]) * sympy.diff(a[1], z[1]) * sympy.diff(z[1], w)
        """, "takes the symbol, the first of the pair: `a[0]`."),
        ("C.diff(a[0]) * a.diff(z[0]) * z.diff(w)", "is a pair: take one of the two, `a[0]` or `a[1]`."),
        ("""
            d = sympy.diff(C, a[0]) * sympy.diff(a[1], z[0]) * sympy.diff(z[1], w)
            return d.subs(z[0], z[1]).subs(a[0], a[1])
        """, "comes back. (`subs` returns a new expression.)"),
        ("""
            d = diff(C, a[0]) * diff(a[1], z[0]) * diff(z[1], w)
            return d.subs(a[0], a[1]).subs(z[0], z[1])
        """, "functions are called by its name: `sympy.diff`."),
        ("""
            d = sympy.diff(C, a[0]) * sympy.diff(a[1], z[0]) * sympy.diff(z[1], w)
            return float(d.subs(a[0], a[1]).subs(z[0], z[1]).subs(w, 0.9))
        """, "every w: the symbol must stay in the expression."),
    ],
    "dC_da": [
        ("a_L - y / 2", "Only y is halved"),
        ("np.roll(2 * (a_L - y), 1)", "These are the right numbers, in another order."),
        ("2 * (a_L ** 2 - y ** 2)", "a² − y² is not (a − y)²"),
        ("2 * (a_L + y)", "Plus where minus belongs"),
        ("np.gradient((a_L - y) ** 2)", "takes the differences between neighbours"),
        ("a_L - y * 2", "doubled: the 2 belongs to the whole difference."),
    ],
    "sigmoid_prime": [
        ("np.exp(z) / (1 + np.exp(-z)) ** 2", "The exp on top has -z as well."),
        ("(1 / 1 + np.exp(-z)) * (1 - (1 / 1 + np.exp(-z)))", "brackets round the sum."),
        ("""
            s = 1 / (1 + np.exp(-z))
            return s * (1 - z)
        """, "from the activation. (In one of the two factors.)"),
        ("""
            s = 1 / (1 + np.exp(-z))
            return s @ (1 - s)
        """, "own: `@`, `dot` and `sum` add up, `*` does not."),
        ("np.exp(-z) / (1 + np.exp(-z) ** 2)", "Brackets: the square belongs to all of 1 + exp(-z)."),
        ("""
            s = 1 / (1 + np.exp(-z))
            return s * 1 - s
        """, "`s * 1 - s` is s − s. (Or was nothing stored?)"),
        ("np.gradient(1 / (1 + np.exp(-z)))", "neighbours; each slope is that of its own z."),
    ],
    "tanh_prime": [
        ("np.cosh(z) ** 2", "cosh² stands below."),
        ("1 / np.cos(z) ** 2", "cosh is another function."),
        ("2 * np.tanh(z)", "where its square is to be taken from 1."),
        ("1 - tanh(z) ** 2", "is not defined. numpy's is called `np.tanh`."),
        ("1 - np.tanh(z) * 2", "was doubled where it is to be squared: `** 2`."),
        ("1 / np.cosh(z ** 2)", "The value of cosh is squared, not z."),
        ("1 - np.tan(z) ** 2", "tangent of an angle; tanh is another function."),
        ("4 / (np.exp(z) + np.exp(-z))", "4 stands over the square of exp(z) + exp(-z)."),
    ],
    "dC_dw": [
        ("2 * a_j - y_j * g_prime(z_j) * a_k", "Without brackets only a is doubled"),
        ("2 * (a_j - y_j) * g_prime(z_j) + a_k", "Only two of the terms were multiplied."),
        ("2 * (a_j - y_j) * g_prime(z_j * a_k)", "outside of g's brackets: g' takes z alone."),
    ],
    "weight_gradient": [
        ("np.outer(dC_da_l / g_prime(z_l), a_prev)", "Divided by the slope: multiply by it."),
        ("np.outer(dC_da_l * g_prime(z_l), a_prev)[::-1]", "the rows in the opposite order."),
        ("np.zeros((len(z_l), len(a_prev)))", "Only zeros came out: was a result ever stored"),
        ("(dC_da_l * g_prime(z_l)).reshape(-1,1) @ a_prev", "a row is `np.outer(d, a)`, or `d[:, None] * a`."),
        ("np.cross(dC_da_l * g_prime(z_l), a_prev)", "of space; every pair's product is in `np.outer`."),
    ],
    "average_weight_gradient": [
        ("np.abs((2 * (A_L - Y) * g_prime(Z_L)).T @ A_prev / len(Y))", "The sizes are right, and the signs were lost."),
        ("(2 * (A_L - Y) * g_prime(Z_L)).T @ A_prev / len(x)", "which is not among its arguments"),
        ("(2 * (A_L - Y) * g_prime(Z_L)).T @ A_prev / Y.shape[1]", "Divided by the number of outputs; divide by"),
        ("""
            D = 2 * (A_L - Y) * g_prime(Z_L)
            return np.outer(D, A_prev) / len(Y)
        """, "it is for one sample's rows, sample by sample."),
        ("""
            D = 2 * (A_L - Y) * g_prime(Z_L)
            return np.mean(D.T @ A_prev, axis=0)
        """, "as well: one row for each node is asked for."),
        ("""
            G = 0
            for i in range(1, len(Y)):
                G += np.outer(2 * (A_L[i] - Y[i]) * g_prime(Z_L[i]), A_prev[i])
            return G / len(Y)
        """, "sample is left out: the loop begins one late."),
        ("""
            D = 2 * (A_L - Y) * g_prime(Z_L)
            return D.T @ A_prev / 5
        """, "that was typed in: take it from the arguments."),
    ],
    "dC_da_prev": [
        ("W_l.T @ dC_da_l @ g_prime(z_l)", "node by node: multiply entry by entry."),
        ("W_l.T @ g_prime(dC_da_l * z_l)", "Only z stands in the brackets of g'"),
        ("(W_l.T @ dC_da_l) * g_prime(W_l.T @ z_l)", "taken after the weights: cross the activation before them."),
        ("""
            out = []
            for k in range(W_l.shape[1]):
                s = 0
                for j in range(len(z_l)):
                    s += W_l[j, k] * dC_da_l[j] * g_prime(z_l[j])
                out.append(s)
                return out
        """, "activation's alone: a `return` inside the loop?"),
        ("np.linalg.inv(W_l) @ (dC_da_l * g_prime(z_l))", "is another matrix: the transpose is `W.T`."),
    ],
    "tanh_chain_gradients": [
        ("{'w1': w1 * x, 'w2': w2 * x}", "Missing: answer['b1'], answer['b2']."),
        ("""
            h1 = np.tanh(w1 * x + b1)
            h2 = np.tanh(w2 * h1 + b2)
            d2 = (h2 - y) * (1 - h2 ** 2)
            d1 = d2 * w2 * (1 - h1 ** 2)
            return {w2: d2 * h1, b2: d2, w1: d1 * x, b1: d1}
        """, "a whole number nor a short name in quotes."),
        ("""
            h1 = np.tanh(w1 * x + b1)
            h2 = np.tanh(w2 * x + b2)
            d2 = (h2 - y) * (1 - h2 ** 2)
            d1 = d2 * w2 * (1 - h1 ** 2)
            return {'w2': d2 * h1, 'b2': d2, 'w1': d1 * x, 'b1': d1}
        """, "input, where h_1 belongs: z_2 = w_2 h_1 + b_2."),
        ("""
            h1 = np.tanh(w1 * x + b1)
            h2 = w2 * h1 + b2
            d2 = (h2 - y)
            d1 = d2 * w2 * (1 - h1 ** 2)
            return {'w2': d2 * h1, 'b2': d2, 'w1': d1 * x, 'b1': d1}
        """, "pass and on the way back: h_2 = tanh(z_2)."),
    ],
    "chain_rule": [
        ("""
            h = 1e-5
            return (f_prime(g(h(x + h))) - f_prime(g(h(x)))) / h
        """, "give the value a name of its own."),
        ("[f_prime(g(h(x))), g_prime(h(x)), h_prime(x)]", "The slopes came one by one: multiply them."),
        ("""
            h = h(x)
            return f_prime(g(h)) * g_prime(h) * h_prime(x) * h(0)
        """, "of the function `h`: give the value a name of its own."),
        ("f(g(h(x))) * g_prime(h(x)) * h_prime(x)", "only its slope, `f_prime`."),
        ("f_prime(g(h(x))) * g_prime(g(h(x))) * h_prime(h(x))", "taken at what its own function receives"),
        ("f_prime(g(h(x))) * h_prime(g(x)) * g_prime(x)", "h comes first"),
        ("f_prime(g(h(x))) * g_prime(h_prime(x)) * h_prime(x)", "Only functions stand in the brackets"),
    ],
    "node_loss": [
        ("-(y_j * np.log(a_j) + (1 - y_j) * np.log(1 - a_j))", "That is the cross-entropy"),
        ("a_j ** 2", "The target is missing"),
        ("(1 - a_j) ** 2", "A target was typed in"),
        ("(a_j[j] - y_j[j]) ** 2", "or no index is needed here."),
    ],
    "train": [
        (STEPS_ON_THE_WAY, "And the history is not right, either."),
        (train("eta", "cost()").replace("history = [cost()]", "history = {0: cost()}").replace(
            "history.append(cost())", "history[epoch + 1] = cost()"
        ), "`list(d.values())` makes a list of what a dict `d` holds."),
        (train("eta", "np.sum((a[L] - y) ** 2)"), "W and b are right, and the history is not"),
        (train("0.1", "cost()"), "The learning rate was typed in"),
    ],
}  # fmt: skip
