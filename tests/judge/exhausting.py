"""Submissions that use up time, memory, processes, files or output, by mistake or on purpose."""

from .handed_in import hands_in

ENDLESS = "while True:\n    pass\n"


def body(notebook, code, function="forward"):
    """Write a function that does nothing but ``code``."""
    lines = "".join(f"    {line}\n" for line in code.splitlines())
    arguments = {"forward": "W, b, g, x", "push": "a_L, y"}[function]
    notebook.solve(function, f"def {function}({arguments}):\n{lines}")


@hands_in(forward=0)
def loops_forever(n):
    body(n, ENDLESS)


@hands_in(forward=0)
def loops_forever_swallowing_interrupts(n):
    body(n, "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n")


@hands_in()
def loops_forever_in_a_cell_of_its_own(n):
    n.code(ENDLESS)


@hands_in()
def loops_forever_in_a_cell_swallowing_interrupts(n):
    n.code("while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n")


@hands_in()
def loops_forever_below_a_right_function(n):
    n.also("forward", ENDLESS)


@hands_in(forward=0)
def loops_forever_in_c(n):
    body(n, "return sum(range(10 ** 14))")


@hands_in(forward=0)
def sleeps_for_an_hour(n):
    body(n, "import time\ntime.sleep(3600)")


@hands_in(forward=0, push=0)
def raises_to_a_power_without_end(n):
    body(n, "return 9 ** 9 ** 9")
    body(n, "import re\nre.match('(a+)+$', 'a' * 60 + 'b')", "push")


@hands_in(forward=0)
def allocates_two_gigabytes(n):
    body(n, "return bytearray(2 << 30)")


@hands_in(forward=0)
def allocates_without_end(n):
    body(n, "kept = []\nwhile True:\n    kept.append(np.ones(10 ** 6))")


@hands_in()
def allocates_without_end_in_a_cell(n):
    n.code("kept = []\nwhile True:\n    kept.append(bytearray(10 ** 7))")


@hands_in(forward=0)
def forks_without_end(n):
    body(n, "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass")


@hands_in()
def forks_without_end_in_a_cell(n):
    n.code("import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass")


@hands_in()
def fills_the_process_limit_in_a_cell_and_goes_on(n):
    n.code("import os, time\nfor _ in range(100):\n    try:\n        if os.fork() == 0:\n            os.setpgrp()\n"
           "            time.sleep(600)\n    except OSError:\n        break")  # fmt: skip


@hands_in()
def forks_once_in_a_cell_and_lets_both_go_on(n):
    n.code("import os\nwho = os.fork()")


@hands_in()
def leaves_threads_running(n):
    n.code("import threading\ndef spin():\n    import time\n    while True:\n        time.sleep(0.01)\n"
           "for _ in range(5):\n    threading.Thread(target=spin).start()")  # fmt: skip


@hands_in()
def leaves_a_detached_process(n):
    n.code("import os, time\nif os.fork() == 0:\n    os.setpgrp()\n    if os.fork():\n        os._exit(0)\n"
           "    while True:\n        time.sleep(1)")  # fmt: skip


@hands_in(forward=0)
def leaves_a_process_that_holds_the_reply_open(n):
    body(n, "import os, time\nif os.fork() == 0:\n    os.setpgrp()\n    time.sleep(600)\nreturn 0.0")


@hands_in(forward=0)
def recurses_without_end(n):
    body(n, "return forward(W, b, g, x)")


@hands_in(forward=0)
def recurses_until_the_stack_is_gone(n):
    body(n, "import sys\nsys.setrecursionlimit(10 ** 9)\ndef deeper(f): return f(f)\nreturn deeper(deeper)")


@hands_in(forward=0)
def exits_python_in_the_function(n):
    body(n, "import os\nos._exit(0)")


@hands_in()
def exits_python_in_a_cell(n):
    n.code("import os\nos._exit(0)")


@hands_in()
def exits_python_below_a_right_function(n):
    n.also("forward", "import os\nos._exit(0)")


@hands_in(forward=0)
def calls_sys_exit_in_the_function(n):
    body(n, "import sys\nsys.exit(0)")


@hands_in()
def calls_sys_exit_in_a_cell(n):
    n.code("import sys\nsys.exit(0)")


@hands_in(forward=0)
def crashes_with_a_segmentation_fault(n):
    body(n, "import ctypes\nctypes.string_at(0)")


@hands_in()
def crashes_in_a_cell(n):
    n.code("import ctypes\nctypes.string_at(0)")


@hands_in(forward=0)
def aborts(n):
    body(n, "import os\nos.abort()")


@hands_in(forward=0)
def prints_thirty_megabytes(n):
    body(n, "for _ in range(30):\n    print('x' * 10 ** 6)")


@hands_in(forward=0)
def prints_without_end(n):
    body(n, "while True:\n    print('again')")


@hands_in()
def prints_thirty_megabytes_in_a_cell(n):
    n.code("for _ in range(30):\n    print('x' * 10 ** 6)")


@hands_in(forward=0)
def returns_two_hundred_megabytes(n):
    body(n, "return np.ones(25_000_000)")


@hands_in(forward=0)
def returns_a_million_numbers_in_many_parts(n):
    body(n, "return {i: np.ones(10 ** 6) for i in range(200)}")


@hands_in(forward=0)
def returns_an_array_of_a_hundred_axes(n):
    body(n, "return np.ones((1,) * 60)")


@hands_in(forward=0)
def returns_a_list_that_holds_itself(n):
    body(n, "kept = []\nkept.append(kept)\nreturn kept")


@hands_in(forward=0)
def returns_a_generator_without_end(n):
    body(n, "import itertools\nreturn itertools.count()")


@hands_in(forward=0)
def asks_for_input(n):
    body(n, "return float(input('x? '))")


@hands_in()
def asks_for_input_in_a_cell(n):
    n.code("name = input('your name? ')")


@hands_in(forward=0)
def opens_a_connection(n):
    body(n, "import urllib.request\nreturn urllib.request.urlopen('http://127.0.0.1:8888').read()")


@hands_in(forward=0)
def fills_the_disk(n):
    body(n, "with open('big', 'wb') as file:\n    while True:\n        file.write(bytes(10 ** 6))")


@hands_in(forward=0)
def makes_a_million_files(n):
    body(n, "for i in range(10 ** 6):\n    open(str(i), 'w').close()")


@hands_in(forward=0)
def opens_files_without_end(n):
    body(n, "kept = []\nwhile True:\n    kept.append(open('/dev/null'))")


@hands_in()
def keeps_all_descriptors_open_in_a_cell(n):
    n.code("kept = []\ntry:\n    while True:\n        kept.append(open('/dev/null'))\nexcept OSError:\n    pass")


@hands_in()
def keeps_threads_waiting_in_a_cell(n):
    n.code(
        "import threading\nlock = threading.Lock()\nlock.acquire()\ntry:\n    while True:\n"
        "        threading.Thread(target=lock.acquire, daemon=True).start()\nexcept RuntimeError:\n    pass"
    )


@hands_in()
def closes_every_descriptor_in_a_cell(n):
    n.code("import os\nos.closerange(0, 256)")


@hands_in(forward=0)
def closes_every_descriptor_in_the_function(n):
    body(n, "import os\nos.closerange(0, 256)\nreturn 0.0")


@hands_in()
def changes_folder_and_clears_it(n):
    n.code("import os, shutil\nshutil.rmtree('.', ignore_errors=True)\nos.chdir('/')")


@hands_in()
def sets_alarms_and_ignores_signals(n):
    n.code("import signal\nfor s in (signal.SIGINT, signal.SIGALRM, signal.SIGTERM, signal.SIGCHLD):\n"
           "    signal.signal(s, signal.SIG_IGN)\nsignal.setitimer(signal.ITIMER_REAL, 0)")  # fmt: skip


@hands_in(forward=0)
def starts_a_shell(n):
    body(n, "import subprocess\nreturn float(subprocess.check_output(['echo', '1']))")


@hands_in(forward=0)
def stops_its_timers_and_shuts_all_signals_out(n):
    body(n, "import signal\nfor timer in (0, 1, 2):\n    signal.setitimer(timer, 0)\n"
            "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True:\n    pass")  # fmt: skip


@hands_in()
def stops_its_timers_and_shuts_all_signals_out_in_a_cell(n):
    n.code("import signal\nfor timer in (0, 1, 2):\n    signal.setitimer(timer, 0)\n"
           "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True:\n    pass")  # fmt: skip


@hands_in()
def shuts_all_signals_out_in_a_cell_and_goes_on(n):
    n.code("import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))")


@hands_in(forward=0)
def stops_its_parent(n):
    body(n, "import os, signal\ntry:\n    os.kill(os.getppid(), signal.SIGSTOP)\nexcept OSError:\n    pass\nreturn 0.0")


@hands_in(forward=0)
def trickles_its_reply_without_end(n):
    body(n, "import os, time\nwhile True:\n    for fd in range(3, 10):\n        try:\n            os.write(fd, b'\\0')\n"
            "        except OSError:\n            pass\n    time.sleep(0.2)")  # fmt: skip


@hands_in()
def floods_every_descriptor_in_a_cell(n):
    n.code("import os\nfor fd in range(3, 64):\n    try:\n        for _ in range(1000):\n            os.write(fd, b'\\xff' * 65536)\n"
           "    except OSError:\n        pass")  # fmt: skip


@hands_in()
def cells_that_no_compiler_can_take(n):
    n.code("-" * 300_000 + "1")
    n.code("(" * 5000)
    n.code("x = " + "a." * 50_000 + "b")


@hands_in(forward=0, push=0)
def nests_what_it_returns_and_evaluates(n):
    body(n, "nested = []\nfor _ in range(10 ** 6):\n    nested = [nested]\nreturn nested")
    body(n, "return eval('-' * 10 ** 6 + '1')", "push")


@hands_in(forward=0, push=0)
def exits_as_its_answer_is_read_or_forgotten(n):
    body(n, "import os\nclass Exit:\n    def __array__(self, *a, **k):\n        os._exit(0)\nreturn Exit()")
    body(n, "import os\nclass Exit:\n    def __del__(self):\n        os._exit(0)\nExit()\nreturn 0.0", "push")


@hands_in()
def leaves_two_hundred_zombies_in_a_cell(n):
    n.code("import os\nfor _ in range(200):\n    try:\n        if os.fork() == 0:\n            os._exit(0)\n"
           "    except OSError:\n        break")  # fmt: skip


@hands_in()
def forks_in_a_cell_and_lets_the_copy_serve_the_grader(n):
    n.code("import os\nif os.fork():\n    os.waitpid(-1, 0)")


@hands_in(forward=0)
def raises_with_a_message_of_four_hundred_megabytes(n):
    body(n, "raise ValueError('x' * (400 << 20))")


@hands_in(forward=0)
def raises_a_class_of_three_hundred_bases_with_endless_names(n):
    n.also("forward", "Error = Exception\nfor i in range(300):\n    Error = type('E' * 10_000 + str(i), (Error,), {})\n"
                      "def forward(W, b, g, x):\n    raise Error('\\ud800 \\u202e' * 10 ** 5)\n")  # fmt: skip
