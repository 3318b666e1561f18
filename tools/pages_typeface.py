"""Write the typefaces that the reading pages need besides the figures': `python -m tools.pages_typeface`, with npm.

As tools/typeface.py does it: npm packages at fixed versions, each font checked by its hash, cut down to the characters
of MATHS and TEXT, renamed -> pages/fonts/*.woff2 and the licence of the second beside them. The font for formulas keeps
its table of how formulas are set, so that a browser needs no other on its machine.
"""

import hashlib
import sys
from pathlib import Path

from .typeface import ASCII, cut, fetch

FONTS = Path(__file__).resolve().parent.parent / "pages/fonts"
TEXT = ASCII + "\u00a0" + "·×÷′’–—−←↑→½²°"
ITALICS = "".join(chr(0x1D434 + i) for i in range(52) if i != 33) + "ℎ"  # how a browser sets a single letter
GREEK = "".join(chr(0x1D6E2 + i) for i in range(58))
MATHS = ASCII + "\u00a0" + ITALICS + GREEK + "ΔΣδησ𝖳ℝ∂∇∑∏√∞∈≠≈≤≥⋅·×±−′″→←⟶⇒∘⊤‖…⏟⏞½"
SOURCES = {  # npm package: file in it, its SHA-256, the name it gets, its characters, the file it is written to
    "@expo-google-fonts/source-sans-3@0.4.1": (
        "400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
        "f17facaa9ed293bb38526db3638e240510b7393c37ffa70e5c48f39575de44ab",
        "Lesson Sans",
        TEXT,
        "sans-italic.woff2",
    ),
    "@expo-google-fonts/stix-two-math@0.4.0": (
        "400Regular/STIXTwoMath_400Regular.ttf",
        "c3377c20641ecee349677e3f6cc71a6405c30cda7171a4cbc4a1c3970cfff0b4",
        "Lesson Formulas",
        MATHS,
        "formulas.woff2",
    ),
}


def main():
    """Write the fonts and the licence."""
    FONTS.mkdir(exist_ok=True)
    for package, (path, digest, name, characters, target) in SOURCES.items():
        files = fetch(package)
        found = hashlib.sha256(files[path]).hexdigest()
        if found != digest:
            sys.exit(f"{path} of {package} is not the file that this was written for: its SHA-256 is {found}.")
        font, points = cut(files[path], name, characters)
        if lost := set(characters) - set(map(chr, points)):
            sys.exit(f"{path} has no {' '.join(sorted(lost))}.")
        (FONTS / target).write_bytes(font)
        print(f"{target}: {len(font)} bytes, {len(points)} characters")
        if "math" in package:
            (FONTS / "OFL-STIX-Two-Math.txt").write_bytes(files["LICENSE_FONT"].replace(b"\r\n", b"\n"))


if __name__ == "__main__":
    main()
