"""Derivatives of the network's loss, measured: what checks and figures compare a formula with."""
