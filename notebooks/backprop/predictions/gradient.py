"""What lesson 4 asks before it shows."""

from .question import Question

QUESTIONS = {
    "output error": Question(
        "Only $a_1$ moves. When the error $a_1 - y_1$ doubles, what becomes of the slope of the loss?",
        ("It stays as it is.", "It doubles.", "It becomes four times as large."),
        1,
        "The loss is a parabola, flat where the output is on its target. The error doubles, the slope doubles: their "
        "quotient stays at 2, wherever you put the output and wherever you put its target.",
    ),
    "node slope": Question(
        "A sigmoid node tells you its activation, 0.9, and keeps its $z$ to itself. How large is its slope?",
        ("0.25, as every sigmoid's is.", "0.09", "0.9", "Nobody can say without $z$."),
        1,
        "The activation is enough, since each belongs to one $z$: against it the slope is a parabola, for either "
        "function, 0 at both ends of what the node can put out and highest in the middle. At an activation of 0.9 the "
        "sigmoid's slope is 0.09, and tanh's is 0.19.",
    ),
    "weight line": Question(
        "Draw $z_1^{(4)}$ against $w_{12}^{(4)}$: it is a line. How can you make it lie flat?",
        (
            "With the weight at 0.",
            "With the bias at 0.",
            "With the activation $a_2^{(3)}$ at 0.",
            "Not at all: every weight counts.",
        ),
        2,
        "Its slope is the activation that comes in over the weight, wherever the weight stands. Where that is 0 the "
        "line lies flat: the weight multiplies nothing, so it moves nothing.",
    ),
    "three factors": Question(
        "Make $h$ smaller and smaller, down to a millionth of a millionth. Does the secant's slope come nearer and "
        "nearer to the product?",
        (
            "Yes, all the way.",
            "At first; then it goes astray again.",
            "At first; then it stands still at some distance.",
        ),
        1,
        "At first the error shrinks with $h$: by 100 for each 10 if you step to both sides, by 10 if you step to one. "
        "Below some $h$ the two losses agree in so many digits that their difference holds mostly rounding error, and "
        "this is divided by a tiny $h$: the error's curve is a V.",
    ),
    "a bias of 0": Question(
        "Can the derivative by a bias be 0 while those by the weights of its node are not?",
        (
            "Yes, and the other way round, too.",
            "No; but the other way round it can happen.",
            "Yes; but not the other way round.",
            "No: either all are 0 or none is.",
        ),
        1,
        "It is a factor of every weight's derivative, so if it is 0, they all are. The other way round it happens when "
        "all the incoming activations are 0.",
    ),
    "average early": Question(
        "The mean of the five products is 0.0987. And the product of the three columns' means?",
        ("The same.", "Larger.", "Smaller."),
        2,
        "It is 0.0138, and 0.0987 was right. In this batch the three largest errors have the sign of their "
        "activations, so their products are large and positive; averaged first, the errors partly cancel each other, "
        "and so do the activations.",
    ),
    "small network": Question(
        "How many of the network's weights and biases touch hidden node 2?",
        ("Two.", "Three.", "Four.", "Five."),
        2,
        "Four of them touch hidden node 2: two weights and a bias lead in, one weight leads out. In all there are "
        "2 · (2 + 1) into the hidden layer and 1 · (2 + 1) into the output, nine, as your `count_parameters` of "
        "lesson 2 says.",
    ),
    "tanh chain": Question(
        "Which of these moves brings all four derivatives close to 0?",
        ("$w_2$ to 0", "$b_2$ to −2", "$b_1$ to −2", "$x$ to 0"),
        1,
        "With $b_2$ at −2 the second tanh is saturated: the error is larger than before, but the slope $1 - h_2^2$ is "
        "0.02, and all that comes back is multiplied by it. With $w_2$ at 0 only the first layer goes silent, because "
        "its one way to the loss crosses $w_2$.",
    ),
    "fan out": Question(
        "You raise $a_2^{(3)}$. Which outputs move, and which way does the loss go?",
        (
            "Both rise, and so does the loss.",
            "Output 1 rises, output 2 falls, and the loss falls.",
            "Output 1 rises, output 2 falls, and the loss rises.",
            "Output 1 rises, output 2 stays, and the loss falls.",
        ),
        1,
        "Every output moves, each at its own rate, and the loss follows them. Output 1 has to rise and output 2 has to "
        "fall, and the signs of the two weights see to both.",
    ),
    "paths": Question(
        "Leave the path through output 2 out of the sum. How far is the sum then from the measured slope?",
        (
            "A little: the other path takes over most of it.",
            "By that path's whole bar.",
            "Not at all: the measured slope loses it, too.",
        ),
        1,
        "With all paths counted, the sum is the measured slope, wherever you move the activation. Leave one out, and "
        "the sum is off by exactly that path's bar: nothing takes its place.",
    ),
    "back stepper": Question(
        "By passes the 29 slopes cost 630 multiplications. What do they cost by one pass forward and one walk back?",
        ("Less than 100.", "About 300.", "About 600: each slope needs its own way back."),
        0,
        "67 multiplications, forward pass included, against 30 · 21 = 630. The saving is reuse: each $δ_j^{(4)}$ was "
        "computed once and used seven times: for three weights, for a bias, and for three paths back.",
    ),
    "depth": Question(
        "Ten layers of sigmoid nodes, weights of scale 1. How large is δ in layer 2, compared with the last layer?",
        ("About as large.", "About a quarter.", "About a thousandth.", "About a millionth."),
        3,
        "Each layer takes away a factor, and after ten layers about a millionth is left, so the first weights hardly "
        "learn. The slope alone is at most a quarter in each of eight layers, and 0.25⁸ is 1.5 × 10⁻⁵.",
    ),
    "training": Question(
        "The cost starts at 0.56. How will it fall?",
        (
            "Evenly, all the way down.",
            "Fast at first, then more and more slowly.",
            "Fast, then hardly at all, then fast again.",
        ),
        2,
        "The network first learns that the fox is the more frequent one (whoever always answers 0.4 and 0.6 has a cost "
        "of 0.48), and rests there for a while. Then the border bends, closes around the middle, and the cost drops.",
    ),
    "the lowest end": Question(
        "Which run has the lowest cost after the 50 steps?",
        ("That of the right gradient.", "That of one of the mistakes.", "All end at the same cost."),
        1,
        "Four of the five mistakes lower the cost at every step, and three of them end below the right gradient. On an "
        "easy task you would never notice; only one mistake, the sign, gives itself away.",
    ),
}
