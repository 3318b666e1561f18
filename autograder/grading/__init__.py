"""A class at a time: what is waiting, who judges it, what is recorded together and what is told."""
