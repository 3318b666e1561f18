"""Lesson 3's eight functions: what is probed, what is right, what is known to go wrong."""

from ..exercise import in_order
from .bend import sigmoid
from .chain import chain_rule
from .composition import node_loss_of_weights
from .layer import layer_input
from .loss import loss
from .node_loss import node_loss
from .symbolic import symbolic_chain_rule

EXERCISES = (
    node_loss,
    loss,
    *in_order(__name__, "03_observations", "node_input"),
    layer_input,
    sigmoid,
    node_loss_of_weights,
    chain_rule,
    symbolic_chain_rule,
)
