"""Keep results: the journal, autograded/ and the gradebook, in this order, so that a killed run resumes.

1. journal     judged/LESSON/STUDENT.json: marks and evidence, written whole or not at all
2. autograded  the graded notebook's folder, prepared aside and moved into place
3. gradebook   points and comments, through nbgrader's own API, many submissions to a commit
4. journal     marked as recorded

Whatever was interrupted is done again by the next run; each step is the same done twice as done once.
"""
