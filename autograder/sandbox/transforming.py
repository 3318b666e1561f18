"""Read a cell as IPython does, without looking at each token of what is plain Python."""

import ast
import re
import warnings

from IPython.core.inputtransformer2 import TransformerManager

MARKS = re.compile(r"[%!?]|^\s*[/,;]", re.MULTILINE)  # without one of them no token is IPython's


class Transformer(TransformerManager):
    """IPython's own, but that what Python can read has no tokens of IPython's, and is not searched for them."""

    def __init__(self) -> None:
        super().__init__()
        self.own = list(self.token_transformers)

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Return the lines with magics, shell lines and questions as calls."""
        text = "".join(lines)
        if self.token_transformers == self.own and (not MARKS.search(text) or is_python(text)):
            return lines
        return super().do_token_transforms(lines)


def is_python(text: str) -> bool:
    """Say whether Python can read a text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except Exception:  # a text may be anything, and as deep as it likes
        return False
    return True
