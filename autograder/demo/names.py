"""Names for made-up learners."""

from itertools import product
from random import Random

FIRST = """
    Aisha Amélie Anders Bao Carlos Chiara Dilnoza Ewa Farid Finn Grace Hana Ines Ivo Jamal Jana Kaito Karim Léa
    Leyla Lina Luca Mai Mateo Maya Milan Nadia Noah Olga Omar Priya Rafael Ravi Sara Sofia Tariq Tomas Uma Yara Zoë
""".split()  # noqa: SIM905
LAST = """
    Adeyemi Alvarez Bauer Brandt Chen Cohen Costa Dubois Fischer García Haddad Hansen Horvat Ibrahim Ito Jansen Kaya
    Keller Khan Kim Kowalska Lang Lindqvist Marino Moreau Müller Nakamura Nguyen Novak O'Brien Okafor Petrov Popescu
    Rossi Sato Silva Singh Szabó Tanaka Weber
""".split()  # noqa: SIM905
MOST = len(FIRST) * len(LAST)
ASCII = str.maketrans("éëüóíç", "eeuoic", "'")


def people(random: Random, number: int) -> list[tuple[str, str, str]]:
    """Return ``number`` (at most `MOST`) learners as (id, first name, last name), each once."""
    chosen = random.sample(list(product(FIRST, LAST)), number)
    return [(f"{first}.{last}".lower().translate(ASCII), first, last) for first, last in chosen]
