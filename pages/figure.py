"""A figure and a question as HTML: native controls, the start's picture, and where the other frames lie."""

from html import escape

from markupsafe import Markup

from backprop.figures.lettering import plain
from backprop.widgets.prediction import SUMMARY


def figure(frames, explorer, address, identity, told=False):
    """Return a figure as HTML.

    frames: its `Frames`; explorer: the widget it came from; address: the file of the frames, from the page; identity:
    what its ids begin with; told: whether it is shown with its answer and without its question.
    """
    start, question = {}, frames.question
    if told and question:
        start[question] = 1
    svg, readout = frames.at[frames.places(**start)]
    asked = ""
    if question and not told:
        uncovered, words = frames.at[frames.places(**{question: 1})]
        without = f'<noscript><div class="bp-figure">{uncovered}</div><p class="bp-readout">{words}</p></noscript>'
        asked = ask(explorer.controls[question], identity, without, question)
    rows = "".join(control(each, f"{identity}-{each.name}") for each in frames.controls if each.kind != "question")
    note = f'<p class="note">{said(frames.controls)}</p>' if frames.strips else ""
    fixed = f' data-told="{escape(question)}"' if told and question else ""
    order = " ".join(each.name for each in frames.controls)
    return Markup(
        f'<div class="explorer" id="{identity}" data-frames="{escape(address)}" data-order="{order}"{fixed}'
        f"{' data-strips' if frames.strips else ''}>{asked}"
        f'<div class="controls">{rows}</div>{note}'
        f'<div class="bp-figure" role="group" aria-label="figure">{svg}</div>'
        f'<p class="bp-readout">{readout}</p><p class="bp-room" aria-hidden="true">{longest(frames)}</p>'
        f'<p class="unseen" aria-live="polite"></p></div>'
    )


def longest(frames):
    """Return the longest read-out of all ``frames``: its room is kept, so that nothing below a figure jumps."""
    return max((readout for _, readout in frames.at.values()), key=lambda readout: len(plain(readout)))


def said(controls):
    """Return what becomes of the other sliders when one is moved."""
    others = [each for each in controls if each.put_back]
    if all(each.rest == each.start for each in others):
        return f"On this page, moving one slider puts the other{'s' * (len(others) > 2)} back to the start."
    places = ", ".join(f"{each.label} to {each.words[each.rest]}" for each in others)
    return f"On this page, moving one slider moves the other{'s' * (len(others) > 2)}, too: {places}."


def control(each, identity):
    """Return a `Control` as the page's own kind of it; the number of its place is its value."""
    data = f'data-name="{each.name}" data-rest="{each.rest}"' + (" data-back" if each.put_back else "")
    label = f'<label for="{identity}">{each.label}</label>'
    match each.kind:
        case "slider":
            return (
                f'<div class="slider">{label}<input type="range" id="{identity}" {data} min="0" '
                f'max="{len(each.places) - 1}" value="{each.start}" aria-valuetext="{each.words[each.start]}" '
                f'autocomplete="off"><output for="{identity}">{each.words[each.start]}</output></div>'
            )
        case "switch":
            checked = " checked" if each.start else ""
            return (
                f'<div class="switch"><label><input type="checkbox" {data}{checked} autocomplete="off"> '
                f"{each.label}</label></div>"
            )
        case "list":
            options = "".join(
                f"<option{' selected' if i == each.start else ''}>{escape(words)}</option>"
                for i, words in enumerate(each.words)
            )
            return (
                f'<div class="list">{label}<select id="{identity}" {data} autocomplete="off">{options}</select></div>'
            )
    options = "".join(
        f'<label><input type="radio" name="{identity}" value="{i}" autocomplete="off"'
        f"{' checked' if i == each.start else ''}><span>{escape(words)}</span></label>"
        for i, words in enumerate(each.words)
    )
    return f'<fieldset class="buttons" {data}><legend>{each.label}</legend>{options}</fieldset>'


def ask(prediction, identity, without="", name=""):
    """Return a `Prediction` as HTML: its answers to choose from, and, to open, what there is to see.

    ``without`` stands in it where there is no JavaScript; ``name`` is the control's, which opening it sets.
    """
    if prediction.line:
        low, high, step = (prediction.line[key] for key in ("low", "high", "step"))
        middle = (low + high) / 2
        answers = (
            f'<label class="place">{low:g}<input type="range" min="{low:g}" max="{high:g}" step="{step:g}" '
            f'value="{middle:g}" aria-label="{escape(prediction.text())}" autocomplete="off">{high:g}'
            f"<output>{middle:g}</output></label>"
        )
    else:
        answers = "".join(
            f'<label{" data-right" if i == prediction.right else ""}><input type="radio" name="{identity}-question" '
            f'value="{i}" autocomplete="off"><span>{answer}</span></label>'
            for i, answer in enumerate(prediction.answers)
        )
    told = f' data-name="{escape(name)}"' if name else ""
    return Markup(
        f'<div class="question" id="{identity}-question"><fieldset><legend>{prediction.question}</legend>'
        f'<div class="answers">{answers}</div></fieldset>'
        f"<details{told}><summary>{SUMMARY}</summary><div>"
        f'<p class="chosen" role="status"></p><p>{prediction.saw}</p>{without}</div></details></div>'
    )
