"""What lesson 3 asks before it shows."""

from .question import Question

QUESTIONS = {
    "loss squares": Question(
        "One output is off by 0.2, another by 0.4. How many times larger is the second one's loss?",
        ("Twice.", "Four times.", "Sixteen times."),
        1,
        "Twice the distance makes twice the side, and so four times the area. Close to its target an output's loss "
        "becomes tiny and hardly changes any more, while far away every further step costs a lot.",
    ),
    "node terms": Question(
        "The weight $w_{12}^{(4)}$ is positive, and you raise it. What does the node's input do?",
        ("It rises, since the weight is positive.", "It falls.", "It stays where it is."),
        1,
        "Raising $w_{12}^{(4)}$ lowers the input, because the activation it carries is negative, about −0.56. A weight "
        "moves $z$ at the rate of its activation; set the activation to 0 and the weight does nothing at all.",
    ),
    "activation slope": Question(
        "Each of the two curves climbs once from left to right. How high does the slope of the sigmoid come, and that "
        "of tanh?",
        (
            "Both up to 1.",
            "The sigmoid's up to 1, tanh's up to 2.",
            "The sigmoid's up to 0.25, tanh's up to 1.",
            "Both higher, the farther out.",
        ),
        2,
        "The slope is a hill: the sigmoid's is low, never above 0.25, and tanh's reaches 1. Far from 0 both are flat: "
        "the node is saturated, and whatever happens to $z$ there hardly reaches $a$.",
    ),
    "in the brackets": Question(
        "Three things stand in the formulas and not in the brackets. Which of them could ever change during training?",
        (
            "The bias, and nothing else.",
            "The bias and the activations of layer $L-1$.",
            "All three, the target too.",
            "None, or they would stand there.",
        ),
        1,
        "The target is data and stays. The bias can be moved, in just the way a weight can; the activations move as "
        "soon as a weight further back does, and it is through them that the loss hears of that.",
    ),
    "four lines": Question(
        "The three local slopes are −0.56, 0.25 and −1.13. How far does $C$ move for each unit of $w$, with a small "
        "nudge?",
        ("By −1.44, the three together.", "By −0.16.", "By +0.16.", "By +1.44."),
        2,
        "Two of the three turn the nudge round, so it ends in the direction it began with, and $C$ rises. Each line "
        "scales what the line above hands down, so the three slopes multiply.",
    ),
    "the whole slope": Question(
        "What is the slope of the whole at $x$ = 1?",
        ("6", "10", "18", "36"),
        2,
        "On the way forward $h$ receives 1, $g$ receives 3 and $f$ receives 9, so the slopes are 3, then 2 · 3 = 6, "
        "then 1. Their product is 18; with $g'$ at 1 in place of 3 it would have been 6.",
    ),
    "written lines": Question(
        "Which letters stand in the product of the three slopes, as step 3 writes it?",
        ("$w$ alone.", "$a$ and $z$.", "$w$, $z$ and $a$.", "$w$ and $r$."),
        1,
        "The product still holds $a$ and $z$, and not $w$: $z$ is a line in $w$, and the slope of a line is a number. "
        "At the very end, in step 4, only $w$ and $r$ are left.",
    ),
}
