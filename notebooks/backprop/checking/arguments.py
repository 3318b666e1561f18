"""What a function's text does with the names of its arguments: gives one away, or takes a dict's keys for its values.

Each is said only where the function stopped, and of arguments that are what the sentence says.
"""

import ast
import contextlib
import re
from collections.abc import Callable

import numpy as np

from .flattened import ONE_FOR_ALL, flattened

GIVEN_AWAY = (
    "`{line}` puts one entry in the place of the whole argument `{name}`, and from the next round on the rest is gone: "
    "give what is picked a name of its own."
)
KEYS = (
    "A loop over the dict `{name}` goes through its keys, the layers' numbers: `{name}[l]` picks what belongs to one."
)
IN_ITS_PLACE = "`{line}` puts a value in the place of the function `{name}`: give the value a name of its own."
TYPED_IN = "`{line}` was typed in, and here W has more layers or fewer: its largest key is the last, `max(W)`."
UNUSED = "`{name}` is computed and never used: which line is to go on from it?"
SIZES = "`for {var} in {name}` goes through the entries of `{name}`; its indices are `range(len({name}))`."


def slips(definition):
    """Return ``(argument, kind of it, sentence)`` for each slip that the syntax tree of a ``def`` shows."""
    arguments = {a.arg for a in definition.args.args}
    loops = [node for node in ast.walk(definition) if isinstance(node, (ast.For, ast.While))]
    found = []
    for node in ast.walk(definition):
        match node:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name(called))) if name == called and name in arguments:
                found.append((name, Callable, IN_ITS_PLACE.format(name=name, line=ast.unparse(node))))
            case ast.Assign([ast.Name(name)], ast.Constant()) if name in arguments:
                found.append((name, Callable, IN_ITS_PLACE.format(name=name, line=ast.unparse(node))))
    found += [("W", dict, ONE_FOR_ALL.format(name=name, line=line)) for name, line in flattened(definition)]
    for loop in loops:
        found += [(name, dict, GIVEN_AWAY.format(name=name, line=line)) for name, line in given_away(loop, arguments)]
        found += [("W", dict, UNUSED.format(name=name)) for name in unused(loop, definition)]
        for var, name, alone in pairs(loop):
            if name in arguments and taken_for_value(loop, var):
                found.append((name, dict, KEYS.format(name=name)))
            if name in arguments and alone and picks(loop, name, var):
                found.append((name, (list, np.ndarray), SIZES.format(name=name, var=var)))
    return tuple(dict.fromkeys(found))


def other_order(code, probe):
    """Return the sentence on a first line that names the arguments in another order than the call, else ""."""
    own = [a.arg for a in code.tree.args.args] if code.tree else []
    asked = list(probe.arguments)
    named = [name for name in own if name in asked]
    if named == asked or sorted(named) != sorted(asked):
        return ""
    return f"It is called with {', '.join(asked)}, in this order; its first line reads `def ...({', '.join(own)}):`."


def unused(loop, definition):
    """Yield the names that a loop gives to a product (`@`, `dot`), and that nothing ever reads."""
    read = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for node in ast.walk(loop):
        match node:
            case ast.Assign([ast.Name(name)], value) if name not in read and re.search(r"@|dot\(", ast.unparse(value)):
                yield name


def given_away(loop, arguments):
    """Yield ``(argument, line)`` where a loop assigns to an argument an entry of itself, as in ``W = W[l]``."""
    for node in ast.walk(loop):
        match node:
            case ast.Assign([ast.Tuple(names)], ast.Tuple(values)):
                assigned = list(zip(names, values, strict=False))
            case ast.Assign([name], value):
                assigned = [(name, value)]
            case _:
                continue
        for pair in assigned:
            match pair:
                case ast.Name(name), ast.Subscript(ast.Name(of), ast.Name() | ast.BinOp() | ast.Constant()):
                    if name == of and name in arguments:
                        yield name, ast.unparse(node)


def pairs(loop):
    """Yield ``(variable, name, whether alone)`` where a ``for`` takes a variable from a name, or zips several."""
    match loop:
        case ast.For(ast.Name(var), ast.Name(name)):
            yield var, name, True
        case ast.For(ast.Tuple([_, ast.Name(var)]), ast.Call(ast.Name("enumerate"), [ast.Name(name), *_])):
            yield var, name, False
        case ast.For(ast.Tuple(variables), ast.Call(ast.Name("zip"), names)):
            for one, of in zip(variables, names, strict=False):
                if isinstance(one, ast.Name) and isinstance(of, ast.Name):
                    yield one.id, of.id, False


def taken_for_value(loop, var):
    """Say whether the variable of a loop is multiplied by `@`, picked from, called, or asked for an attribute."""
    for node in ast.walk(loop):
        match node:
            case ast.BinOp(ast.Name(name), ast.MatMult()) | ast.BinOp(_, ast.MatMult(), ast.Name(name)):
                pass
            case ast.Subscript(ast.Name(name)) | ast.Attribute(ast.Name(name)) | ast.Call(ast.Name(name)):
                pass
            case _:
                continue
        if name == var:
            return True
    return False


def picks(loop, name, var):
    """Say whether a loop picks from ``name`` by its variable, as in ``n[l]`` or ``n[l - 1]``."""
    for node in ast.walk(loop):
        match node:
            case ast.Subscript(ast.Name(of), ast.Name(by) | ast.BinOp(ast.Name(by))) if of == name and by == var:
                return True
    return False


def typed_in(definition, W):
    """Return the sentence on a number of layers that a function gives itself, where the dict ``W`` has another."""
    for node in ast.walk(definition):
        match node:
            case ast.Assign([ast.Name("L")], ast.Constant(int(number))) if type(W) is dict and number != max(W):
                return TYPED_IN.format(line=ast.unparse(node))
    return ""


def slip_of(code, probe):
    """Return the sentence of the first slip of a function's ``code`` that concerns this probe's arguments, else ""."""
    with contextlib.suppress(Exception):  # a text may be as deep as it likes
        found = slips(code.tree) if code.tree else ()
        said = (text for name, kind, text in found if isinstance(probe.arguments.get(name), kind))
        return next(said, "") or typed_in(code.tree, probe.arguments.get("W"))
    return ""
