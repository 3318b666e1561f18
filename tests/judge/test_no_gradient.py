"""The sandbox holds nothing that gives the gradient of a network: everything in it is called, and none comes back."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder import intake, settings
from autograder.course import lesson
from autograder.judging.judge import Judge
from autograder.sandbox import canary, rootfs
from autograder.sandbox.limits import Limits
from autograder.sandbox.protocol import decode
from backprop import widgets
from backprop.calling.readers import Array
from backprop.checking.check import check
from backprop.derivatives import ComplexStep, gradient
from backprop.network import Network, batch, net, sample

from .small_class import ROOT

pytestmark = pytest.mark.usefixtures("walls")
NAME = "04_gradient"
HUNT = Path(__file__).with_name("gradient_hunt.py").read_text(encoding="utf-8")
MEASURE = (*rootfs.SEEN, "measure/*.py")  # what the sandbox must not show


def show_measures(monkeypatch):
    """Let the sandbox see what measures a network's gradient, and let it be called there."""
    files_of = rootfs.course_files

    def with_measures(package):
        files, path = files_of(package), "backprop/calling/closed.py"
        return files | {path: files[path].replace(b"if asked and", b"if False and")}

    monkeypatch.setattr(rootfs, "SEEN", MEASURE)
    monkeypatch.setattr(rootfs, "STAND_INS", {k: v for k, v in rootfs.STAND_INS.items() if not k.startswith("measure")})
    monkeypatch.setattr(rootfs, "course_files", with_measures)


def known():
    """Return what a caller may have in hand, by the names of parameters: the course's network and its batch."""
    X, Y = batch
    z, a = net.forward(X[0])
    g_prime = {l: ComplexStep(g) for l, g in net.g.items()}
    return dict(W=net.W, b=net.b, g=net.g, g_prime=g_prime, network=net, x=X[0], y=Y[0], X=X, Y=Y, z=z, a=a)


def truths():
    """Return the gradients of the sample's loss and of the batch's cost by each layer's parameters and activations."""
    X, Y = batch
    found = []
    for l in net.W:
        for of in (lambda network: network.loss(X[0], Y[0]), lambda network: network.cost(X, Y)):
            found.append(gradient(lambda W_l, l=l, of=of: of(Network({**net.W, l: W_l}, net.b, net.g)), net.W[l]))
            found.append(gradient(lambda b_l, l=l, of=of: of(Network(net.W, {**net.b, l: b_l}, net.g)), net.b[l]))
        rest = [{m - l + 2: values[m] for m in range(l, net.L + 1)} for values in (net.W, net.b, net.g)]
        found.append(gradient(lambda a, rest=rest: Network(*rest).loss(a, Y[0]), net.forward(X[0])[1][l - 1]))
    return found


def hunted():
    """Return the counts of `gradient_hunt.hunt` in a fresh sandbox, and the names of what it found."""
    with canary.find(Limits()) as sandbox, sandbox.job() as job:
        assert job.cell(1, HUNT, 20, 60) is None
        reply, end = job.exercise("hunt", [{"truths": truths(), "known": known()}], Array(), 100, 300)
    outcomes, _ = decode(reply, 1)
    assert outcomes and outcomes[0].parts, (outcomes, end)
    return outcomes[0].parts[""], outcomes[0].printed.split()


def test_nothing_that_can_be_imported_in_the_sandbox_gives_a_gradient():
    (modules, functions, _), found = hunted()
    assert found == []
    assert modules > 25 and functions > 80  # the stand-ins and what the zygote keeps in memory among them


def test_the_hunt_finds_the_measured_gradients_where_they_can_be_seen(monkeypatch):
    show_measures(monkeypatch)
    _, found = hunted()
    wanted = {
        f"backprop.measure.{name}" for name in ("gradients.cost_gradient", "nudges.by_inputs", "nudges.by_activation")
    }
    assert wanted <= set(found), found


def test_what_is_new_in_the_package_is_unseen_by_rule(tmp_path):
    for path in ("network.py", "gradient.py", "calling/trial.py", "answers/gradient.py", "calling/deeper/gradient.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("")
    files = {name for name in rootfs.course_files(tmp_path) if name.startswith("backprop/")}
    stand_ins = {f"backprop/{name}.py" for name in rootfs.STAND_INS}
    assert files - stand_ins == {"backprop/network.py", "backprop/calling/trial.py"}


STOLEN = {
    "backpropagate": """\
from backprop.measure.gradients import cost_gradient
from backprop.network import Network


def backpropagate(W, b, g, g_prime, x, y):
    return cost_gradient(Network(W, b, g), np.asarray(x)[None], np.asarray(y)[None])
""",
    "train": """\
def train(W, b, g, g_prime, X, Y, eta, epochs):
    from backprop.measure.gradients import cost, cost_gradient
    from backprop.network import Network

    history = [cost(Network(W, b, g), X, Y)]
    for _ in range(epochs):
        dW, db = cost_gradient(Network(W, b, g), X, Y)
        W = {l: W[l] - eta * dW[l] for l in W}
        b = {l: b[l] - eta * db[l] for l in b}
        history.append(cost(Network(W, b, g), X, Y))
    return W, b, history
""",
}


NOT_FOR_ANSWERS = "the course's own measuring, which is not for answers: derive it"


@pytest.fixture(scope="module")
def handed_in():
    """Return lesson 4 and a submission in which both functions take their answers from the package."""
    course = lesson.load(settings.load(ROOT).db_url, NAME)
    notebook = json.loads((ROOT / "source" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = STOLEN.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), cell["source"])
    return course, intake.from_bytes(json.dumps(notebook).encode(), course)


def marks(handed_in, folder):
    """Return the judge's marks, by function."""
    course, submission = handed_in
    with Judge(replace(settings.load(ROOT), folder=folder)) as judge:
        return judge.grade(course, "thief", submission).marks


def points(handed_in, folder):
    """Return the points that the judge gives, by function."""
    return {function: mark.points for function, mark in marks(handed_in, folder).items()}


def test_answers_taken_from_the_package_score_nothing_and_the_card_says_why(handed_in, tmp_path):
    judged = marks(handed_in, tmp_path)
    came = {function: mark.points for function, mark in judged.items()}
    assert {function: came.pop(function) for function in STOLEN} == dict.fromkeys(STOLEN, 0.0)
    assert all(NOT_FOR_ANSWERS in judged[function].text for function in STOLEN)
    assert came == {
        function: cell.points for function, cell in handed_in[0].functions.items() if function not in STOLEN
    }


def test_they_would_score_in_full_where_the_package_could_be_seen(handed_in, tmp_path, monkeypatch):
    show_measures(monkeypatch)
    assert points(handed_in, tmp_path) == {function: cell.points for function, cell in handed_in[0].functions.items()}


MEASURING = {
    **STOLEN,
    "dC_da": """\
def dC_da(a_L, y):
    from backprop.exercises import exercises

    return exercises()["dC_da"].truth(y, a_L)
""",
}


@pytest.mark.parametrize("function", MEASURING)
def test_the_notebooks_check_gives_them_nothing_either_and_says_why(function):
    names = {"np": np}
    exec(MEASURING[function], names)
    points = check(names[function])
    assert (points, NOT_FOR_ANSWERS in points.text) == (0, True), points.text
    assert check(names[function], seed=1) == 0


def test_the_courses_own_figures_measure_while_a_function_is_being_checked():
    def weighted_sum(w, a, b):
        widgets.paths(net, sample)
        widgets.training(net, *batch)
        return w @ a + b

    assert check(weighted_sum) == 1
