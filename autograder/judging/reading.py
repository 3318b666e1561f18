"""What the text of a notebook tells of a function, as `backprop.checking.reading` does of one in the same process.

Nothing is executed: the cells are read as IPython reads them, and their names are looked up by Python's own `symtable`.
"""

import ast
import builtins
import re
import symtable
import warnings
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

import backprop
from backprop.checking.reading import Code, called, is_variable, written

LONGEST = 50_000  # characters of a cell that are read
SHORT = 2_000  # of one that is kept, should others hand it in too


class Cells:
    """The cells of a notebook, as text, read when they are first asked for."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.sources = list(sources)
        self.definitions: dict[str, tuple[ast.FunctionDef, symtable.SymbolTable]] = {}
        self.variables: set[str] = set()
        self.named: set[str] = set()
        self.read = False

    def code(self, function: str) -> Code:
        """Return the `Code` of the last function of this name; what cannot be read is left open."""
        self.take_all()
        with suppress(Exception):
            return self.told(function)
        return Code()

    def names(self, function: str) -> set[str]:
        """Return the names that ``function`` leads to, as far as can be read: of the notebook, of modules, Python's."""
        self.take_all()
        known = self.named | set(dir(builtins))
        if function not in self.definitions:  # a lambda, an object: whatever the cells that speak of it name
            speaking = [source for source in self.sources if function in source]
            return known.intersection(re.findall(r"\w+", "\n".join(speaking)))
        with suppress(Exception):
            reached = [name for name, _ in self.on_the_way(function, "", {function})]
            used = set(reached).union(*(global_names(self.definitions[name][1]) for name in reached))
            return used
        return set()

    def take_all(self) -> None:
        """Read the cells, if that has not been done."""
        if not self.read:
            self.read = True
            for source in self.sources:
                with suppress(Exception), warnings.catch_warnings():  # a text may be anything, and as deep as it likes
                    warnings.simplefilter("ignore")
                    self.take(source[:LONGEST])

    def told(self, function: str) -> Code:
        """Return the `Code` of a function of the cells; raise KeyError where there is none."""
        code = written(self.definitions[function][0])
        for name, helper in self.on_the_way(function, "", {function}):
            if variables := self.reads(name):
                return replace(code, variables=variables, helper=helper)
        return code

    def take(self, source: str) -> None:
        """Note what a cell defines and assigns; raise what IPython or Python raise where it cannot be read."""
        tree, table = parsed(source) if len(source) <= SHORT else parsed.__wrapped__(source)
        functions = {name for node in tree.body for name in names_of_functions(node)}
        the_courses = {name for node in tree.body for name in variables_of_the_course(node)}
        for symbol in table.get_symbols():
            name = symbol.get_name()
            self.named.add(name)
            if name in the_courses:
                self.variables.add(name)
            elif symbol.is_imported() or symbol.is_namespace() or name in functions:
                self.variables.discard(name)
            elif symbol.is_assigned():
                self.variables.add(name)
                self.definitions.pop(name, None)
        tables = {child.get_name(): child for child in table.get_children() if child.get_type() == "function"}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in tables:
                self.definitions[node.name] = node, tables[node.name]

    def on_the_way(self, name: str, helper: str, seen: set[str]) -> Iterable[tuple[str, str]]:
        """Yield ``(name, helper)`` of a function and of those of the notebook that it calls; helper "" for itself."""
        yield name, helper
        for other in global_names(self.definitions[name][1]):
            if other in self.definitions and other not in seen:
                seen.add(other)
                yield from self.on_the_way(other, other, seen)

    def reads(self, name: str) -> tuple[str, ...]:
        """Return the notebook's variables that a function reads itself, in the order of its text."""
        definition, table = self.definitions[name]
        nodes = [node for node in ast.walk(definition) if isinstance(node, ast.Name)]
        found = (global_names(table) & self.variables) - called(definition)
        in_order = sorted((n for n in nodes if n.id in found), key=lambda n: (n.lineno, n.col_offset))
        return tuple(dict.fromkeys(n.id for n in in_order))


@lru_cache(maxsize=128)
def parsed(source: str) -> tuple[ast.Module, symtable.SymbolTable]:
    """Return a cell's tree and its names, read once for all who hand it in; raise what IPython or Python raise."""
    from ..sandbox.transforming import Transformer  # IPython's: slow to import, and seldom asked for

    text = Transformer().transform_cell(source)
    return ast.parse(text), symtable.symtable(text, "<cell>", "exec")


def variables_of_the_course(node: ast.stmt) -> Iterable[str]:
    """Yield the names under which a statement imports variables from `backprop`, such as its network."""
    if isinstance(node, ast.ImportFrom) and node.module == "backprop":
        for alias in node.names:
            if is_variable(alias.name, getattr(backprop, alias.name, None)):
                yield alias.asname or alias.name


def names_of_functions(node: ast.stmt) -> Iterable[str]:
    """Yield the names to which a statement assigns a lambda."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def global_names(table: symtable.SymbolTable) -> set[str]:
    """Return the names that a function, and what is defined in it, looks up outside of it."""
    own = {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
    return own.union(*map(global_names, table.get_children()))
