"""What `check` does: compare with the truth, find the mistake, say it on a card."""
