"""What lesson 1 asks before it shows."""

from .question import Question

QUESTIONS = {
    "blind knob": Question(
        "A small move of the weight changes the loss by a little. What does a move twice as long do?",
        ("It changes the loss about twice as much.", "About four times as much.", "About as much as before."),
        0,
        "Near the start the loss follows its tangent, the straight dashed line, so twice the move gives twice the change, "
        "as long as it is a small move. Farther out the curve bends away: at $w$ = 4 the tangent promises more than twice "
        "of what the loss does.",
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
        "The rows of bars answer crosswise: a weight acts at the rate of the activation that it carries, an activation at "
        "the rate of the weight it travels over. The largest rate of all is 0.90, and it belongs to $a_2$.",
    ),
}
