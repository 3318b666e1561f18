"""Run code that nobody trusts and bring back numbers.

host       the grader's side: start a zygote, hand it a submission's cells, ask for outcomes, end it on time
zygote     the warm process: serves one fork a submission, kills whatever is left of it
stage      that fork: runs the cells, forks once more for each exercise's probes
walls      what the fork is shut into; rootfs, syscalls and linux are its bricks
cgroup     what a submission's processes may use together, where Linux lets us say so
protocol   what passes between the two sides, and how the grader reads it without believing it
canary     tries to break out before anything is graded
"""
