"""Write the lessons' typeface: `python tools/typeface.py`, with npm.

1. npm packages            fetched at the versions of SOURCES, each font checked by its hash
2. their fonts             cut down to the characters that pictures, controls and read-outs can show, and renamed:
                           the licence (SIL OFL 1.1) keeps their own names for the whole fonts
3. -> notebooks/backprop/widgets/typeface.css, one @font-face each, the font in it as a data address
   -> the licences beside it

A character that is missing (tests/test_typeface.py finds it) is added to SANS or MATHS here.
"""

import base64
import hashlib
import io
import string
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

WIDGETS = Path(__file__).resolve().parent.parent / "notebooks/backprop/widgets"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
SANS = ASCII + "\u00a0\u200b" + "·×÷′’–—−←↑→∂∞" + "²³¹⁰⁴⁵⁶⁷⁸⁹⁻" + "₁₂" + "Δδη"
MATHS = string.ascii_letters + "Δδη"
SPACE = 240  # thousandths of an em; Source Sans has 200, in which a sign between numbers is hard to see
SOURCES = {  # npm package: its licence here, the name given to what is cut out of it, its characters, and its size:
    # that at which small letters are as high as in the fonts of most machines (Arial, Helvetica, Liberation)
    "@expo-google-fonts/source-sans-3@0.4.1": ("OFL-Source-Sans-3.txt", "Lesson Sans", SANS, "107%"),
    "@expo-google-fonts/stix-two-text@0.4.2": ("OFL-STIX-Two.txt", "Lesson Maths", MATHS, "100%"),
}
FONTS = {  # file in its package: style, weight, SHA-256
    "400Regular/SourceSans3_400Regular.ttf": (
        "normal",
        400,
        "393fb5b878ceed04aebc34b097e853ae5138c51d0c34b496ce8e2b47e0d0b94a",
    ),
    "600SemiBold/SourceSans3_600SemiBold.ttf": (
        "normal",
        600,
        "bd2550fce2d295b0bf20bd8b1b7f1477da834f1066bd850aafdb4787a67a63ca",
    ),
    "400Regular_Italic/STIXTwoText_400Regular_Italic.ttf": (
        "italic",
        400,
        "8695733706c0768637c6051141abad7cdb854184c7c36fb5050cdd0f4b148e7c",
    ),
    "600SemiBold_Italic/STIXTwoText_600SemiBold_Italic.ttf": (
        "italic",
        600,
        "354239a31f3de66e34794a08c593fa93049b3f9b4dfb8b5754f98c6b81de9c17",
    ),
}
HEADER = """\
/* Written by tools/typeface.py: parts of Source Sans 3 and STIX Two Text, renamed, under the SIL Open Font License
   (OFL-Source-Sans-3.txt, OFL-STIX-Two.txt). */
"""


def fetch(package):
    """Return {name in the package: bytes} of an npm ``package`` with its version."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (packed,) = Path(folder).iterdir()
        with tarfile.open(packed) as tar:
            return {m.name.partition("/")[2]: tar.extractfile(m).read() for m in tar.getmembers() if m.isfile()}


def cut(font, name, characters):
    """Return the ``characters`` of a TrueType ``font`` as WOFF2 under another ``name``, and the code points it has."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2", layout_features=["kern"], hinting=False, name_IDs=[0, 13, 14], recalc_timestamp=False
    )
    opened = subset.load_font(io.BytesIO(font), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(opened)
    if " " in characters:
        opened["hmtx"]["space"] = SPACE, 0
    for number, text in {1: name, 2: "Regular", 4: name, 6: name.replace(" ", "")}.items():
        opened["name"].setName(text, number, 3, 1, 0x409)
    packed = io.BytesIO()
    subset.save_font(opened, packed, options)
    return packed.getvalue(), sorted(opened.getBestCmap())


def ranges(points):
    """Return sorted code points as CSS writes them: ``U+41-5A, U+3B4``."""
    runs = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{low:X}" + (f"-{high:X}" if high > low else "") for low, high in runs)


def rule(name, style, weight, size, font, points):
    """Return a @font-face; ``block``: nothing is drawn in another face first, and then moved."""
    address = "data:font/woff2;base64," + base64.b64encode(font).decode()
    return (
        f"@font-face {{ font-family: '{name}'; font-style: {style}; font-weight: {weight}; font-display: block;\n"
        f"  size-adjust: {size}; unicode-range: {ranges(points)};\n"
        f"  src: url({address}) format('woff2'); }}\n"
    )


def main():
    """Write the style sheet and the licences."""
    rules = []
    for package, (licence, name, characters, size) in SOURCES.items():
        files = fetch(package)
        (WIDGETS / licence).write_bytes(files["LICENSE_FONT"].replace(b"\r\n", b"\n"))
        for path, (style, weight, digest) in FONTS.items():
            if path not in files:
                continue
            if hashlib.sha256(files[path]).hexdigest() != digest:
                sys.exit(f"{path} of {package} is not the file that this was written for.")
            font, points = cut(files[path], name, characters)
            if lost := set(characters) - set(map(chr, points)):
                sys.exit(f"{path} has no {' '.join(sorted(lost))}.")
            rules.append(rule(name, style, weight, size, font, points))
            print(f"{name} {weight}: {len(font)} bytes, {len(points)} characters")
    (WIDGETS / "typeface.css").write_text(HEADER + "".join(rules), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
