"""What a tutor says to each mistake that learners are known to make, by its number in the course's table."""

SAY = {
    # `a - y`
    1: (
        "Exactly half everywhere: the derivative of a square brings the 2 down. (With a ½ in front "
        "of the loss it would cancel; this loss has none.)"
    ),
    # `y - a`
    2: "Right size, opposite sign: a step along it climbs.",
    # no 1/n
    3: "n times too big: summed over the samples, and C is their mean.",
    # 1/n in every layer
    4: ("Output layer right, each layer before it n times too small: divide once, wherever you like."),
    # `np.mean` over samples and outputs
    5: "Too small by the number of outputs: mean over samples, sum over nodes.",
    # no g' at the output layer
    6: "Stopped at ∂C/∂a; the node's own activation is still to cross.",
    # no g' in a hidden layer
    7: "The last layer is right; on the way through layer l its activation must be crossed too.",
    # `g_prime(a)`
    8: "g' was given the activation; it takes z.",
    # `1 - z**2` for tanh
    9: "1 − (·)² needs tanh(z), not z.",
    # the sigmoid's slope in a tanh layer, or the reverse
    10: "That is the other function's slope; use the layer's own g'.",
    # `@` or `dot` where `*` is meant for g'
    11: "g' acts node by node: multiply entry by entry.",
    # `*` where an outer product is meant
    12: "Each weight has its own pair (j, k): δ_j times a_k for all j and k.",
    # the transpose of the weight gradient
    13: "Row = destination j, column = source k.",
    # `W @ delta` on the way back
    14: "Forward sums over k, back sums over j: the other index, hence the transpose.",
    # `a[l]` for `a[l-1]`
    15: "A weight is multiplied by what it receives: the layer before.",
    # `z[l-1]` for `a[l-1]`
    16: "The weight saw the activation, not the input of that node.",
    # the input x in every layer
    17: "x stands where the activations before belong: right for the first weight layer only.",
    # `W[l-1]` or `W[l+1]` off by one
    18: "To reach layer l−1 from layer l, cross the weights between them.",
    # the gradient of W in place of W on the way back
    19: "Travelled back through dW, not W.",
    # weights updated before δ goes through them
    20: "Nearly right, off by about η: use the old weights, collect all gradients, then update.",
    # ∂C/∂a sent back in place of ∂C/∂z
    21: "Cross the activation before the weights.",
    # only one j of the sum
    22: "The activation reaches every node of the next layer: add all the paths.",
    # mean over j
    23: "Paths are added, not averaged.",
    # mean of δ times mean of a
    24: "A mean of products is not the product of the means.",
    # gradient overwritten in the sample loop
    25: "Only the last sample counts: add up.",
    # gradient grows from call to call
    26: "The second call gave twice the first: start from zeros.",
    # bias gradient zero or missing
    27: "∂z/∂b = 1, so ∂C/∂b = δ: not zero in general.",
    # bias gradient averaged over nodes, or of the wrong shape
    28: "One number for each node.",
    # `(n,)` with `(n, 1)`
    29: (
        "A square came, each entry of one with each of the other: by a column (n, 1), by `np.outer`, or by a loop "
        "round a whole array. Entry by entry is meant."
    ),
    # loop ends early
    30: "The first weight layer got no gradient: go down to l = 2.",
    # δ never reassigned
    31: "Every layer got the output layer's δ.",
    # an argument changed in place
    32: "Your function changed its input: work on a copy.",
    # returns −η × gradient
    33: "That is the step; the gradient was asked for.",
    # the notebook's variables in place of the arguments
    34: (
        "Two different inputs, one answer: it must work on its arguments alone, not on the "
        "notebook's variables or a number typed in."
    ),
    # the visible number typed in
    35: (
        "Two different inputs, one answer: it must work on its arguments alone, not on the "
        "notebook's variables or a number typed in."
    ),
    # forward difference, or division by h in place of 2h
    36: "One side only, so the bend does not cancel: step h to both sides and divide by 2h.",
    # `w += ...`: update uphill, or in place
    37: "Downhill is minus; and return a new array.",
    # 0-based index, or index 0 falling through to the last entry
    38: "The maths counts from 1; j − 1 in code; and 0 must raise, not wrap round.",
    # `range(1, L)` or `range(L)` for the weight layers
    39: "Weights belong to layers 2..L.",
    # derivative of the composition with every factor at x
    40: "f' is taken at g(h(x)), g' at h(x).",
    # factors added
    41: "The chain rule multiplies.",
    # 2(a−y) where the loss has a ½ (chain network), or the reverse
    42: "Look at the loss in front of you: the ½ cancels the 2.",
    # w2 or (1−h1²) missing in the chain's first layer
    43: "The way back to w1 crosses w2 and the first tanh.",
}
