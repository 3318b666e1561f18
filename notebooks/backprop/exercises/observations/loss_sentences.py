"""What a tutor says of the loss, whether of one node, of the whole output, or at the end of a composition."""

ABSOLUTE = "That is the size of the difference; this loss squares it."
HALVED = "Half of it: this loss is the square itself, with no ½ in front."
NEGATIVE = "A loss is never negative: the minus must go."
ONLY_Y_SQUARED = "Only y was squared: brackets round the difference."
SUM_SQUARED = "That squares the sum; the loss squares the difference."
SQUARES_ADDED = "The squares of a and y were added: subtract y from a first, square then."
SQUARES_APART = "Subtract first, square then: a² − y² is not (a − y)²."
Y_HALVED = "y was halved: the loss squares the difference of the two as they are."
SLOPE = (
    "That is the slope of the loss, lesson 4's subject; the loss itself is asked for, with `** 2` in place of `* 2`."
)
CROSS_ENTROPY = "That is the cross-entropy; this course's loss is the sum of squared differences."
