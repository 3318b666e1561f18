"""Count the mistakes of a class: who made which, the named ones first, with one piece of code for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from backprop.exercises import Exercise

from . import code
from .scores import Person

DETAIL = re.compile(r" \(Changed: [^()]*\)")
STOPPED = re.compile(r"\b(\w*(?:Error|Exception|Limit))\b.*", re.S)
TRIED = 8  # pieces of code that are looked at for one to show
QUOTED, COUNTED = re.compile(r"`[^`]*`"), re.compile(r"\d+")


@dataclass
class Mistake:
    """One mistake of an exercise: its line in the course's table (0: none), what a tutor says, who made it."""

    exercise: str
    number: int
    text: str
    named: bool
    who: list[str] = field(default_factory=list)
    example: str = ""


def kind_of(exercise: Exercise | None, number: int, text: str) -> tuple[bool, str]:
    """Return whether a finding is a mistake that the course knows by name, and the text that it is counted under."""
    known = [mistake.message for mistake in (*exercise.mistakes, *exercise.factors)] if exercise else []
    if number or any(message in text for message in known):
        return True, DETAIL.sub("", text)
    return False, COUNTED.sub("…", QUOTED.sub("`…`", STOPPED.sub(r"\1", text)))


def count(exercise: Exercise | None, name: str, findings: Mapping[str, tuple[tuple[int, str], ...]]) -> list[Mistake]:
    """Return the mistakes in ``{learner: findings}`` of the exercise ``name``: named first, then the commonest."""
    found: dict[tuple[bool, str], Mistake] = {}
    for learner, said in findings.items():
        for number, text in dict.fromkeys(said):
            key = kind_of(exercise, number, text)
            mistake = found.setdefault(key, Mistake(name, number, key[1], key[0]))
            if learner not in mistake.who:
                mistake.who.append(learner)
    return sorted(found.values(), key=lambda m: (not m.named, -len(m.who), m.text))


def example(mistake: Mistake, sources: Mapping[str, str], people: Mapping[str, Person]) -> str:
    """Return one learner's code with this mistake, fit to be shown: the shortest that holds none of their names."""
    shortest = sorted((len(sources[who]), who) for who in mistake.who if sources.get(who, "").strip())[:TRIED]
    candidates = []
    for _, who in shortest:
        text = code.shown(sources[who])
        candidates.append((code.nobodys(text, words_of(people.get(who, Person(who)))), text))
    clean = [without for without, text in candidates if without == text]
    return next(iter(clean or [without for without, _ in candidates]), "")


def words_of(person: Person) -> tuple[str, ...]:
    """Return what a person is called."""
    return (person.id, person.first, person.last, person.email.partition("@")[0])
