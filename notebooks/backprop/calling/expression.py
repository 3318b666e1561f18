"""Read a sympy expression into plain numbers, by its values at given points."""

from dataclasses import dataclass

import numpy as np

from .readers import LAST_LINE, Unreadable, a_or_an, class_name, plain


@dataclass(frozen=True)
class AtPoints:
    """What a mistake's formula hands over in place of an expression: its values at the reader's points."""

    values: tuple


@dataclass(frozen=True)
class Expression:
    """Reads a sympy expression in one symbol, by its values at the points ``at``."""

    symbol: str
    at: tuple

    def __call__(self, value):
        """Return ``{"": its values}``, one for each point."""
        import sympy  # only this reader needs it, and it is slow to import

        if value is None:
            raise Unreadable(f"it returned None.{LAST_LINE}")
        if type(value) is AtPoints:
            return {"": plain(np.array(value.values))}
        if not isinstance(value, (sympy.Expr, int, float)):
            raise Unreadable(f"it returned {a_or_an(class_name(type(value)))}, not a sympy expression.")
        try:
            expression = sympy.sympify(value).doit()
            if expression.has(sympy.Derivative):
                raise Unreadable(PAIR)
            others = sorted(s.name for s in expression.free_symbols if s.name != self.symbol)
            if not others:
                symbols = {s.name: s for s in expression.free_symbols}
                w = symbols.get(self.symbol, sympy.Symbol(self.symbol))
                values = np.array([complex(expression.evalf(subs={w: point})) for point in self.at])
                return {"": plain(np.real_if_close(values, tol=1e6))}  # sin and cos may be written with exp(iz)
        except (Unreadable, KeyboardInterrupt):
            raise
        except BaseException:
            raise Unreadable("sympy could not compute a number from the expression it returned.") from None
        raise Unreadable(f"its expression still holds {', '.join(others)[:60]}: {PUT_IN}")


PAIR = "sympy could not take one of the derivatives. `diff` is given a symbol, the first of a pair: `a[0]`, not `a`."
PUT_IN = "put in what each stands for, in an order in which none comes back. (`subs` returns a new expression.)"
