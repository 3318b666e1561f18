"""What lesson 2 asks before it shows."""

from .question import Question

QUESTIONS = {
    "index explorer": Question(
        "In which place of the array `W[4]` do you expect $w_{21}^{(4)}$?",
        ("`W[4][0, 1]`", "`W[4][2, 1]`", "`W[4][1, 2]`", "`W[4][1, 0]`"),
        3,
        "The weight leads to node 2 and comes from node 1, and its destination counts the rows: row 2, column 1 of the "
        "matrix. Arrays count from 0, so in code that is `W[4][1, 0]`.",
    ),
    "five numbers": Question(
        "Which symbol names −0.5585, the third of the five?",
        ("$a_2^{(3)}$", "$z_2^{(3)}$", "$a_3^{(2)}$", "$a_2^{(4)}$"),
        0,
        "The node has the bias $b_2^{(3)}$ = 0.2, receives $z_2^{(3)}$ = −0.6307 and passes on $a_2^{(3)}$ = −0.5585, "
        "its tanh. The last two are $a_1^{(4)}$, what output 1 says, and $y_1$, what it should have said: the loss "
        "measures the gap between them.",
    ),
    "sum loop": Question(
        "What is `sum` after the second round of this loop?",
        ("2, which is 4 − 2", "10, which is all four", "8, which is 4 + 4", "There is no second round."),
        2,
        "`j` is still 0, so the second round adds `a[0]` once more, and `sum` is 8. Nothing can ever make the test "
        "false: the loop does not end.",
    ),
    "shape calculator": Question(
        "Layer 2 gets more nodes. Which of the three weight matrices change their shape?",
        ("$W^{(2)}$ alone", "$W^{(2)}$ and $W^{(3)}$", "$W^{(3)}$ alone", "All three"),
        1,
        "The size of layer 2 is the number of rows of the weights into it and the number of columns of the weights out "
        "of it. $W^{(4)}$ has to do with layers 3 and 4 only, and stays.",
    ),
    "the walk's end": Question(
        "In which layer does the walk end?",
        ("In layer 1, at the inputs.", "In layer 2.", "In layer 3, the last hidden one."),
        1,
        "It ends in layer 2: the weights into that layer are the first there are, and layer 1 holds the sample, with "
        "nothing to take a derivative by. In our network the walk visits 4, 3, 2.",
    ),
    "the other order": Question(
        "Which of our weights is `V[1, 0]`?",
        ("$w_{21}^{(2)}$", "$w_{10}^{(2)}$", "$w_{12}^{(2)}$", "$w_{21}^{(3)}$"),
        2,
        "Two rows and three columns: two nodes send and three receive, so this is our layer 2. Row 1, column 0 comes "
        "from node 2 and leads to node 1, and that is $w_{12}^{(2)}$.",
    ),
}
