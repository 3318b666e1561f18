"""One submission judged: from what was found to a mark for each exercise, with the evidence."""
