"""What lesson 1 asks before it shows."""

from .question import Line, Question

QUESTIONS = {
    "blind knob": Question(
        "A small move of the weight changes the loss by a little. What does a move twice as long do?",
        (
            "It changes the loss about four times as much.",
            "It changes the loss about twice as much.",
            "Nobody can say without seeing the curve.",
        ),
        1,
        "Near the start the loss follows its tangent, the straight dashed line, so twice the move gives twice the "
        "change. It holds for small moves only: far to the left the curve bends away and never falls below 0.48.",
    ),
    "learning rate": Question(
        "With $η$ = 1.05 the first step goes from $w$ = 0 to 2.1, past the bottom at 1. What do the next ones do?",
        (
            "They shrink, and the weight settles at the bottom.",
            "They go to and fro between 0 and 2.1.",
            "They grow: each one ends farther from the bottom.",
        ),
        2,
        "Each step lands a little farther out than it started; there the slope is steeper, so the next step is "
        "longer still, and the loss runs away. The derivative is right each time: it is a promise about a small move "
        "only.",
    ),
    "forward pass": Question(
        "Both inputs are 0. What are the activations of the hidden nodes?",
        (
            "Not 0: each node still adds a number of its own.",
            "All 0, for every weight is multiplied by 0.",
            "0 in layer 2, but not in layer 3.",
        ),
        0,
        "The biases speak even when the inputs are silent: in layer 2 each $z$ is its node's bias and nothing else. "
        "The nodes of layer 3 then receive three activations that are not 0.",
    ),
    "push arrows": Question(
        "The animal is an owl and output 1 has gone past its target, to 1.2. Which way should its arrow point?",
        ("Up: it is the right class.", "Down, back to the target.", "Nowhere: it has done enough."),
        1,
        "An arrow flips at the moment the output passes its own target, and on the target there is nothing to do. "
        "Move an output along its arrow and its squared error falls; move it past the target and it rises again.",
    ),
    "two ways": Question(
        "Which of the six handles has the largest effect on $z$?",
        (
            "The weight $w_{12}$: it is the largest weight.",
            "The weight $w_{13}$: it carries the largest activation.",
            "The activation $a_2$: it travels over the largest weight.",
            "None: a nudge is a nudge.",
        ),
        2,
        "The rows of bars answer crosswise: a weight acts at the rate of the activation that it carries, an "
        "activation at the rate of the weight it travels over. The largest rate of all is 0.90, and it belongs to "
        "$a_2$.",
    ),
    "wishes": Question(
        "Output 1 must rise and output 2 must fall. On which hidden activation do the two disagree?",
        ("On $a_1$.", "On $a_2$.", "On $a_3$.", "On none of them."),
        2,
        "Both outputs want $a_1$ to fall and $a_2$ to rise, since the two weights of each have opposite signs. Both "
        "weights of $a_3$ are positive: output 1 pulls it up, +0.139, and output 2 down, −0.118, which leaves +0.021.",
    ),
    "sample gradients": Question(
        "Can the one step that is best for all five samples together raise the loss of one of them?",
        ("No: it lowers the mean, so it lowers each.", "Yes: the others may outvote it."),
        1,
        "The mean step goes straight across the thin lines, down the mean loss, and the losses of samples 3 and 4 "
        "rise. They pull the other way, and the other three pull more strongly.",
    ),
    "own network": Question(
        "Our sample's first output, for the owl, stands at 0.43 and should be 1. Where is it after 20 steps?",
        Line(0.0, 1.0, 0.05),
        0.92,
        "It has gone up to 0.92, the other output down to 0.10, and the border between owls and foxes has moved past "
        "our sample: all five animals are now on their own side. The loss falls at every step, fast at first, then "
        "slowly.",
    ),
}
