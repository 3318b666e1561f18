"""A class judged on Dask workers, some of which are lost: the same grades, or a reason, and never a 0."""

import os
import re
import resource
import signal
import threading
import time
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec

import pytest

from autograder.cluster import ClusterFault, watch
from autograder.course import versions
from autograder.grade import grade
from autograder.record import journal

from .dask_cluster import PATIENCE, DaskCluster, head, judges, parent_of, processor_seconds, speaking_of, zygotes
from .handed_in import FULL, LESSON
from .small_class import SmallClass
from .submissions import CASES

if find_spec("distributed") is None:  # which is not loaded where these tests are only looked at: that takes a second
    pytest.skip("needs Dask (requirements/cluster.txt)", allow_module_level=True)

pytestmark = [pytest.mark.usefixtures("classes"), pytest.mark.ci]
KEY = "ab" * 32
SOME = [case for case in CASES if case.name in (
    "as_the_author_wrote_it", "not_json", "renamed_by_the_browser", "timestamp_garbled", "exits_python_in_the_function",
    "returns_lists", "no_notebook", "scripts_in_what_the_judge_will_quote", "zeroes_its_arguments_in_place",
)]  # fmt: skip


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Return a scheduler with two workers, which the tests of this module share."""
    with DaskCluster(tmp_path_factory.mktemp("dask") / "shared") as started:
        started.schedule().work(2)
        yield started


@pytest.fixture
def apart(tmp_path):
    """Return a cluster without workers, for a test that will not leave it whole."""
    with DaskCluster(tmp_path / "dask") as started:
        yield started.schedule()


@pytest.fixture
def impatient(monkeypatch):
    """Wait less long for what will not come."""
    monkeypatch.setattr(watch, "SILENCE", 6.0)
    monkeypatch.setattr(watch, "EVERY", 0.5)


def small_class(root, key=KEY, learners=(), **changes):
    """Return a class with a key, and some learners who know it all."""
    course = SmallClass(root, workers=2, **changes)
    course.settings.folder.mkdir()
    (course.settings.folder / "key").write_text(key)
    for learner in learners:
        course.hand_in(learner)
    return course


def on(course, cluster, **changes):
    """Grade a class on a cluster; return the faults and what was said."""
    said = []
    return grade(replace(course.settings, scheduler=cluster.address, **changes), say=said.append), said


def kept(course, students):
    """Return all that is kept of each learner's work, but for the time it took."""

    def entry(student):
        return journal.read(course.settings, student, LESSON) | {"seconds": 0}

    def notebook(student):
        folder = course.root / "autograded" / student / LESSON
        return {path.name: path.read_text() for path in sorted(folder.glob("*.ipynb"))}

    def rows(student):  # but for the cells' random keys
        return sorted(repr(row[1:]) for row in course.rows(student))

    return {student: (entry(student), rows(student), notebook(student)) for student in students}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Return the function that makes a class of mixed submissions, and what it is graded here, undisturbed."""

    def make(name, **how):
        course = small_class(tmp_path_factory.mktemp(name), **how)
        course.hand_in_innocents()
        for case in SOME:
            course.hand_in(case.name, case.make)
        return course

    students = ["innocent", "blank", *(case.name for case in SOME)]
    here = make("here")
    assert grade(here.settings, say=lambda text: None) == []
    return make, students, kept(here, students)


def test_points_cards_seeds_journal_and_notebooks_are_those_of_a_run_on_this_machine(cluster, mixed):
    make, students, expected = mixed
    course = make("away")
    faults, said = on(course, cluster)
    assert faults == [] and "on 2 Dask workers" in said[0], said
    assert kept(course, students) == expected
    assert {case.name: course.points(case.name) for case in SOME} == {case.name: case.points for case in SOME}


def test_a_worker_holds_no_gradebook_no_other_work_and_no_key(cluster, mixed):
    there = [path for path in cluster.folder.rglob("*") if path.is_file()]
    names = {path.name for path in there}
    assert (
        judges(cluster.folder) and f"{LESSON}.ipynb" in names and not names & {"gradebook.db", "key", "timestamp.txt"}
    )
    contents = b"".join(path.read_bytes() for path in there)
    assert KEY.encode() not in contents and bytes.fromhex(KEY) not in contents
    assert b"returns_lists" not in contents  # nor who handed in
    for pid in judges(cluster.folder):
        with open(f"/proc/{pid}/cmdline", "rb") as command, open(f"/proc/{pid}/environ", "rb") as environment:
            assert KEY.encode() not in command.read() + environment.read()


def test_a_changed_course_on_living_workers_is_the_one_that_is_graded(cluster, tmp_path):
    course = small_class(tmp_path / "course", learners=["ada"])
    assert on(course, cluster)[0] == []
    before = journal.read(course.settings, "ada", LESSON)
    source = course.root / "source" / LESSON / f"{LESSON}.ipynb"
    source.write_text(source.read_text().replace("np.sign(y - a_L)", "1.0 * np.sign(y - a_L)"))
    (course.settings.folder / "key").write_text("cd" * 32)
    versions.digest.cache_clear()  # as in another process
    assert on(course, cluster)[0] == []
    after = journal.read(course.settings, "ada", LESSON)
    assert before["points"] == after["points"] == FULL and before["versions"]["course"] != after["versions"]["course"]
    assert before["marks"]["push"]["seed"] != after["marks"]["push"]["seed"]


def test_what_is_in_doubt_is_judged_once_more_alone(cluster, tmp_path):
    course = small_class(tmp_path / "course", learners=["ada"])
    course.hand_in("odd", lambda n: n.also("push", "def push(a_L, y):\n    import os; os.kill(os.getpid(), 9)"))
    faults, said = on(course, cluster)
    assert faults == [] and sum("judged once more" in line for line in said) == 1, said
    assert sum(course.points("odd").values()) == FULL - 1


@pytest.fixture
def cluster_killed():
    """Say of a test that it starts Dask's programs."""


def killing(found, act, times=1, patience=240):
    """Start a thread that waits ``times`` times until ``found()`` gives something and does ``act`` to it."""
    done = []

    def look():
        deadline = time.monotonic() + patience
        while len(done) < times and time.monotonic() < deadline:
            for victim in found():
                if victim not in done:
                    act(victim)
                    done.append(victim)
                    break
            time.sleep(0.05)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.done = done
    return thread


def kill(pid):
    """Kill a process."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def busy_workers(cluster):
    """Return the workers that judge something that computes."""

    def worker_of(pid):
        while pid > 1 and pid not in known:
            pid = parent_of(pid)
        return pid

    known = {worker.pid for worker in cluster.workers if worker.poll() is None}
    return {worker_of(pid) for pid in zygotes(cluster.folder) if processor_seconds(pid) > 1} & known


def computes_for_long(notebook):
    notebook.code("def spin():\n    import time\n    while time.process_time() < 5.0: pass\nspin()")


SLOW = {"cell_seconds": 10}  # what computes for long must not be over before it is found to compute


def patient(course):
    """Let cells compute for longer."""
    return {"limits": replace(course.settings.limits, **SLOW)}


def test_a_worker_lost_in_mid_run_costs_nobody_anything(apart, tmp_path, impatient):
    apart.work(2)
    course = small_class(tmp_path / "course", learners=[f"learner{number}" for number in range(6)])
    course.hand_in("slow", computes_for_long)
    thread = killing(lambda: busy_workers(apart), kill)
    faults, said = on(course, apart, **patient(course))
    thread.join()
    assert len(thread.done) == 1 and sum(worker.poll() is not None for worker in apart.workers) == 1
    assert faults == [] and set(course.query("select max(auto_score) from grade group by notebook_id")) == {(2.0,)}, (
        said
    )
    assert all(sum(course.points(f"learner{number}").values()) == FULL for number in range(6))


@pytest.mark.long
def test_all_workers_lost_is_the_graders_fault_and_the_next_run_does_the_rest(apart, tmp_path, impatient):
    apart.work(1)
    course = small_class(tmp_path / "course", learners=["ada"])
    course.hand_in("slow", computes_for_long)
    thread = killing(lambda: busy_workers(apart), kill)
    faults, said = on(course, apart, **patient(course))
    thread.join()
    assert any("slow, 01_intuition: not graded, by the grader's own fault:" in fault for fault in faults), said
    assert course.points("slow") == {}
    apart.work(1)
    assert on(course, apart, **patient(course))[0] == []
    assert sum(course.points("slow").values()) == sum(course.points("ada").values()) == FULL


@pytest.mark.long
def test_a_submission_that_costs_its_worker_its_life_each_time_is_the_graders_fault_alone(apart, tmp_path, impatient):
    apart.work(3)
    course = small_class(tmp_path / "course", learners=["ada", "ben"])
    course.hand_in("killer", computes_for_long)
    thread = killing(lambda: busy_workers(apart), kill, times=2)
    faults, said = on(course, apart, **patient(course))
    thread.join()
    (fault,) = faults
    assert "killer, 01_intuition: not graded, by the grader's own fault: 1 worker was lost over it" in fault, said
    assert course.points("killer") == {} and sum(course.points("ben").values()) == FULL


@pytest.mark.long
def test_a_worker_that_is_stopped_is_not_waited_for(apart, tmp_path, impatient):
    apart.work(2)
    course = small_class(tmp_path / "course", learners=["ada", "ben"])
    course.hand_in("slow", computes_for_long)
    thread = killing(lambda: busy_workers(apart), lambda pid: os.kill(pid, signal.SIGSTOP))
    faults, said = on(course, apart, **patient(course))
    thread.join()
    assert len(thread.done) == 1 and faults == [], said
    assert sum(course.points("slow").values()) == FULL


@pytest.mark.long
def test_a_worker_that_cannot_unpack_the_course_is_left_out_and_named(apart, tmp_path, impatient):
    unfit = apart.work(1)
    course = small_class(tmp_path / "course", learners=["ada"])
    resource.prlimit(unfit.pid, resource.RLIMIT_FSIZE, (4096, 4096))  # its disk is full, as it were
    with pytest.raises(
        ClusterFault, match=r"no worker can judge: it cannot unpack and load the course .*File too large"
    ):
        on(course, apart)
    apart.work(1)
    faults, said = on(course, apart)
    assert faults == [] and sum(course.points("ada").values()) == FULL
    if any("was not used" in line for line in said):  # the fit one may have been asked each time
        assert any("it cannot unpack and load the course" in line for line in said), said


@pytest.mark.parametrize("signal_", [pytest.param(signal.SIGKILL, marks=pytest.mark.long), signal.SIGSTOP])
def test_a_scheduler_that_is_gone_is_not_waited_for(apart, tmp_path, impatient, signal_):
    apart.work(1)
    course = small_class(tmp_path / "course")
    course.hand_in("slow", computes_for_long)
    killing(lambda: busy_workers(apart), lambda _: apart.scheduler.send_signal(signal_))
    start = time.monotonic()
    faults, said = on(course, apart, **patient(course))
    assert len(faults) == 1 and "by the grader's own fault: the scheduler at" in faults[0], said
    assert course.points("slow") == {} and time.monotonic() - start < 120


@pytest.mark.long
def test_a_scheduler_that_comes_back_is_worked_with_again(apart, tmp_path):
    apart.work(1)
    course = small_class(tmp_path / "course", learners=["ada"])
    course.hand_in("slow", computes_for_long)

    def restart(_):
        apart.scheduler.kill()
        apart.scheduler.wait()
        apart.schedule().work(1)

    thread = killing(lambda: busy_workers(apart), restart)
    faults, said = on(course, apart, **patient(course))
    thread.join()
    assert len(thread.done) == 1 and faults == [], said
    assert sum(course.points("slow").values()) == FULL


def certificate(folder):
    """Write a certificate and its key, as Dask makes them; return the settings by which Dask's programs use them."""
    from distributed.security import Security

    made = Security.temporary()
    (folder / "cert.pem").write_text(made.tls_client_cert)
    (folder / "key.pem").write_text(made.tls_client_key)
    names = {"CA_FILE": "cert.pem"}
    for who in ("CLIENT", "SCHEDULER", "WORKER"):
        names |= {f"{who}__CERT": "cert.pem", f"{who}__KEY": "key.pem"}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(folder / file) for name, file in names.items()}


@pytest.mark.long
def test_tls_is_what_dasks_own_settings_say_and_a_stranger_gets_no_connection(cluster_killed, tmp_path):
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    ours, theirs = certificate(tmp_path / "ours"), certificate(tmp_path / "theirs")
    course = small_class(tmp_path / "course", learners=["ada"])
    with DaskCluster(tmp_path / "dask", "tls", **ours, DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION="True") as cluster:
        cluster.schedule().work(1)
        for settings, status in ((theirs, 1), (ours, 0)):
            assert head(course, cluster, **settings).wait(PATIENCE) == status
    first, *rest = (course.root / "head.log").read_text().splitlines()
    assert first.startswith(f"No Dask scheduler answers at tls://127.0.0.1:{cluster.port}") and "1 of 1" in rest[1], (
        rest
    )
    assert sum(course.points("ada").values()) == FULL


@pytest.mark.long
def test_a_cluster_of_this_machines_own_is_started_interrupted_and_ended(cluster_killed, tmp_path):
    course = small_class(tmp_path / "course", learners=[f"learner{number}" for number in range(8)])
    course.hand_in("a", computes_for_long)
    grader = head(course, None, "local", cell_seconds=6, workers=2, DASK_TEMPORARY_DIRECTORY=str(tmp_path / "dask"))
    log = course.root / "head.log"
    deadline = time.monotonic() + PATIENCE
    while "1 of 9" not in log.read_text() and grader.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(grader.pid, signal.SIGINT)  # as Ctrl-C does: to the workers, too
    assert grader.wait(PATIENCE) == 1
    said = log.read_text()
    assert "Interrupted: what is being judged now is brought to its end." in said, said
    assert re.search(r"\d submissions are left for the next run", said) and "own fault" not in said, said
    again = head(course, None, "local", cell_seconds=6, workers=2, DASK_TEMPORARY_DIRECTORY=str(tmp_path / "dask"))
    assert again.wait(2 * PATIENCE) == 0, log.read_text()
    assert course.query("select count(*), min(auto_score is not null) from grade") == [(9 * 6, 1)]
    deadline = time.monotonic() + PATIENCE
    while (left := speaking_of(tmp_path / "dask")) and time.monotonic() < deadline:  # they end a moment after the head
        time.sleep(0.1)
    assert left == []
