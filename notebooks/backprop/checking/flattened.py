"""A dict or a list that is to hold all layers, and that a loop overwrites by what belongs to one."""

import ast

ONE_FOR_ALL = (
    "`{line}` puts one layer's in the place of all that `{name}` is to hold: with an index, `{name}[l] = ...`, each "
    "has its own place."
)


def flattened(definition):
    """Yield ``(name, line)`` where a loop assigns a value to a name that was a dict or a list, and is picked from."""
    nodes = list(of_its_own(definition))
    begun, picked = {}, {}
    for node in nodes:
        match node:
            case ast.Assign([target], value):
                pairs = [(target, value)]
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                    pairs = zip(target.elts, value.elts, strict=False)
                held = [n.id for n, v in pairs if isinstance(n, ast.Name) and isinstance(v, (ast.Dict, ast.List))]
                begun |= {name: node.lineno for name in held}
            case ast.Subscript(ast.Name(name), _, ast.Load()):
                picked[name] = max(node.lineno, picked.get(name, 0))
    for loop in (node for node in nodes if isinstance(node, (ast.For, ast.While))):
        for node in of_its_own(loop):
            match node:
                case ast.Assign([ast.Name(name)], ast.BinOp() | ast.Call() as value):
                    again = any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(value))
                    before = begun.get(name, loop.lineno) < loop.lineno and node.lineno <= picked.get(name, 0)
                    if before and not again:
                        yield name, ast.unparse(node)[:80]


def of_its_own(tree):
    """Yield the nodes of a syntax tree, but for those of functions that are defined inside."""
    for child in ast.iter_child_nodes(tree):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from of_its_own(child)
