"""Submissions whose file is broken, bent or strange, most of them with right code inside."""

import copy
import io
import json
import stat
import zipfile
from pathlib import Path

from .handed_in import LESSON, NAME, hands_in

BLANK = (Path(__file__).parents[2] / "release" / LESSON / NAME).read_bytes()
SCRATCH = json.dumps({"cells": [{"cell_type": "code", "metadata": {}, "source": "1 + 1"}]})
APPLE_DOUBLE = b"\0\5\x16\7\0\2\0\0Mac OS X        "


def zipped(files):
    """Return the zip archive of {name: content}."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def without_line_ends(cell):
    """Write a cell's source as a list of lines that end nowhere."""
    cell["source"] = "".join(cell["source"]).split("\n")


def front_end(n, minor, **metadata):
    """Return the notebook in format 4.``minor`` as others save it: no ids, no outputs, line by line, their metadata."""
    for cell in n.cells:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
        for key in ("id", "outputs", "execution_count"):
            cell.pop(key, None)
    return {"nbformat": 4, "nbformat_minor": minor, "metadata": metadata, "cells": n.cells}


@hands_in()
def check_cell_deleted(n):
    n.cells.remove(n.cell("forward-check"))


@hands_in()
def all_check_cells_deleted(n):
    n.data["cells"] = [c for c in n.cells if not c["metadata"].get("nbgrader", {}).get("grade")]


@hands_in()
def check_cell_duplicated(n):
    n.cells.append(copy.deepcopy(n.cell("forward-check")))


@hands_in()
def check_cell_turned_to_markdown(n):
    cell = n.cell("forward-check")
    cell["cell_type"] = "markdown"


@hands_in(forward=0)
def solution_cell_deleted(n):
    n.cells.remove(n.cell("forward"))


@hands_in()
def solution_cell_duplicated(n):
    n.cells.append(copy.deepcopy(n.cell("forward")))


@hands_in(forward=0)
def solution_cell_duplicated_and_the_last_one_wrong(n):
    wrong = copy.deepcopy(n.cell("forward")) | {"source": "def forward(W, b, g, x):\n    return 0.0\n"}
    n.cells.insert(n.place("forward") + 1, wrong)


@hands_in()
def solution_cell_copied_below_its_check_and_wrong_or_blank_there(n):
    for function, body in {"forward": "return 0.0", "push": "raise NotImplementedError()"}.items():
        n.cells.append(copy.deepcopy(n.cell(function)) | {"source": f"def {function}(*_):\n    {body}\n"})


@hands_in()
def solution_cell_turned_to_markdown(n):
    n.cell("forward")["cell_type"] = "markdown"


@hands_in()
def solution_cell_turned_to_raw(n):
    n.cell("forward")["cell_type"] = "raw"


@hands_in()
def solution_moved_to_a_new_cell(n):
    cell = n.cell("forward")
    n.code(cell["source"], at=-1)
    n.cells.remove(cell)


@hands_in()
def grade_flags_turned_off(n):
    for cell in n.cells:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"grade": False, "locked": False}


@hands_in()
def points_in_words(n):
    n.cell("forward-check")["metadata"]["nbgrader"]["points"] = "many"


@hands_in()
def points_raised_to_two_hundred(n):
    n.cell("forward-check")["metadata"]["nbgrader"]["points"] = 200


@hands_in()
def schema_version_of_the_future(n):
    for cell in n.cells:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 99


@hands_in()
def all_nbgrader_metadata_stripped(n):
    for cell in n.cells:
        cell["metadata"] = {}


@hands_in()
def all_metadata_missing(n):
    for cell in n.cells:
        del cell["metadata"]
    del n.data["metadata"]


@hands_in()
def metadata_of_the_wrong_kind(n):
    n.data["metadata"] = "none"
    n.cell("push-check")["metadata"]["nbgrader"] = ["push-check"]
    n.cell("forward")["metadata"]["nbgrader"]["grade_id"] = {"forward": 1}
    n.cells[0]["metadata"] = 3


@hands_in()
def cells_in_another_order(n):
    n.cells.reverse()


@hands_in(everything=0)
def not_json(n):
    n.text = b"This is my homework.\n"


@hands_in(everything=0)
def empty_file(n):
    n.text = b""


@hands_in(everything=0)
def cut_off(n):
    n.text = json.dumps(n.data).encode()[:5000]


@hands_in(everything=0)
def nested_deeply(n):
    n.text = b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


@hands_in(everything=0)
def a_list_and_no_notebook(n):
    n.text = b"[1, 2, 3]"


@hands_in(everything=0)
def cells_that_are_no_list(n):
    n.data["cells"] = {"0": n.cells[0]}


@hands_in()
def cells_that_are_no_cells_among_the_others(n):
    n.cells[3:3] = [None, 7, "cell", [], {}, {"cell_type": "code"}, {"cell_type": 5, "source": "x"}]


@hands_in()
def source_as_lines(n):
    for cell in n.cells:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


@hands_in()
def source_with_windows_line_ends(n):
    for cell in n.cells:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


@hands_in()
def nbformat_3(n):
    cells = []
    for cell in n.cells:
        source = cell.pop("source")
        cells.append(
            cell | ({"input": source, "language": "python"} if cell["cell_type"] == "code" else {"source": source})
        )
    n.data = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells, "metadata": {}}]}


@hands_in()
def nbformat_5(n):
    n.data |= {"nbformat": 5, "nbformat_minor": 12}


@hands_in()
def byte_order_mark(n):
    n.text = b"\xef\xbb\xbf" + json.dumps(n.data).encode()


@hands_in()
def utf_16(n):
    n.text = json.dumps(n.data).encode("utf-16")


@hands_in()
def latin_1(n):
    n.prose("Caf\u00e9, na\u00efve")
    n.text = json.dumps(n.data, ensure_ascii=False).encode("latin-1", "replace")


@hands_in()
def half_a_surrogate_pair(n):
    n.prose("\ud83d half of a smile")
    n.code("half = '\ud83d'")


@hands_in()
def cell_ids_duplicated(n):
    for cell in n.cells:
        cell["id"] = "same"


@hands_in()
def cell_ids_missing(n):
    for cell in n.cells:
        cell.pop("id", None)


@hands_in()
def nan_in_the_json(n):
    n.data["metadata"]["score"] = float("nan")
    n.cells[0]["metadata"]["width"] = float("inf")


@hands_in()
def an_integer_of_ten_thousand_digits(n):
    n.text = json.dumps(n.data).encode().replace(b'"nbformat_minor": 5', b'"nbformat_minor": ' + b"9" * 10_000)


@hands_in()
def no_kernelspec(n):
    n.data["metadata"] = {}


@hands_in()
def foreign_kernelspec(n):
    n.data["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}


@hands_in()
def renamed_by_the_browser(n):
    n.name = f"{LESSON} (1).ipynb"


@hands_in()
def renamed_by_the_learner(n):
    n.name = "my homework.ipynb"


@hands_in()
def two_notebooks(n):
    n.files["Untitled.ipynb"] = "{}"


@hands_in()
def lies_among_thousands_of_files(n):
    n.files = {f"{number:05}.txt": b"" for number in range(3000)}


@hands_in(everything=0)
def no_notebook(n):
    n.name, n.files = None, {"homework.txt": "the dog ate it"}


@hands_in(everything=0)
def a_folder_in_place_of_the_notebook(n):
    n.name, n.folders = None, [NAME]


@hands_in(everything=0)
def a_huge_file(n):
    n.text = b'{"cells": [' + b" " * (60 << 20) + b"]}"


@hands_in(everything=0)
def a_file_of_countless_values(n):
    n.text = b'{"cells": [' + b"[]," * 6_000_000 + b"[]]}"


@hands_in(everything=0)
def a_zip_bomb(n):
    n.text = zipped({NAME: bytes(50 << 20)})


@hands_in()
def outputs_of_twenty_megabytes(n):
    n.cells[1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * (20 << 20)}]


@hands_in()
def three_thousand_cells(n):
    n.cells.extend({"cell_type": "code", "metadata": {}, "source": f"x{i} = {i}", "outputs": []} for i in range(300))
    n.cells.extend({"cell_type": "markdown", "metadata": {}, "source": "more"} for _ in range(2700))


@hands_in()
def a_cell_of_a_megabyte(n):
    n.prose("<div>" * 200_000)
    n.code("x = 1" + "+1" * 400_000, at=-1)


@hands_in()
def prose_that_keeps_a_renderer_busy(n):
    for cruel in ("<div>" * 4000, "\\begin{a}" * 2000, "a\n=\n" * 5000, "<script " * 3000):
        n.prose(cruel)
    n.code("#" + "a." * 40_000, at=-1)


@hands_in()
def timestamp_garbled(n):
    n.files["timestamp.txt"] = b"\xff\xfenot a time \x00"


@hands_in()
def timestamp_garbled_and_its_other_name_taken(n):
    n.files["timestamp.txt"] = "soon"
    n.folders = ["timestamp.unreadable"]


@hands_in()
def timestamp_from_the_year_one_million(n):
    n.files["timestamp.txt"] = "1000000-01-01 00:00:00 UTC"


@hands_in()
def scripts_in_outputs_and_prose(n):
    html = "<script>document.title = 'owned'</script><img src=x onerror=alert(1)>"
    n.cells[1]["outputs"] = [{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}]
    n.cell("forward-check")["outputs"] = [{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}]
    n.prose(html)


@hands_in(push=0)
def scripts_in_what_the_judge_will_quote(n):
    n.solve(
        "push",
        "def push(a_L, y):\n    print('<script>alert(1)</script>')\n    raise ValueError('<script>alert(2)</script>')\n",
    )


@hands_in()
def metadata_as_lists(n):
    for cell in n.cells:
        cell["metadata"] = [cell["metadata"]]
    n.data["metadata"] = []


@hands_in()
def keys_of_the_json_given_twice(n):
    n.text = json.dumps(n.data).replace('"cells":', '"cells": [], "cells": null, "cells":', 1).encode()


@hands_in()
def nbformat_2_in_several_worksheets(n):
    cells = [{"cell_type": c["cell_type"], "input": c["source"], "metadata": c["metadata"]} for c in n.cells]
    n.data = {"nbformat": 2, "worksheets": [{"cells": cells[:9]}, None, {"cells": 3}, {"cells": cells[9:]}]}


@hands_in()
def nbformat_99(n):
    n.data |= {"nbformat": 99, "nbformat_minor": "latest"}


@hands_in()
def numbers_beyond_measure(n):
    n.text = (
        json.dumps(n.data)[:-1] + ', "x": 1e999999, "y": 0.' + "1" * 10**6 + ', "z": 1e' + "9" * 10**6 + "}"
    ).encode()


@hands_in(everything=0)
def a_string_that_never_ends(n):
    n.text = b'{"cells": ["' + b"\\" * (5 << 20)


@hands_in()
def sources_and_grade_ids_of_every_kind(n):
    ids = (None, 3, {"forward": 1}, [], "\ud800", "x" * 10**6)
    sources = (None, 3, {"a": 1}, [1, None, "x = 1\n", ["y"]], True, "x = 1\0\ny = 2")
    n.cells[2:2] = [
        {"cell_type": "code", "source": source, "metadata": {"nbgrader": {"grade_id": grade_id}}}
        for source, grade_id in zip(sources, ids, strict=True)
    ]


@hands_in()
def attachments_outputs_and_ids_of_wrong_kinds(n):
    for cell in n.cells:
        cell |= {"attachments": [1], "outputs": {"a": 1}, "execution_count": "many", "id": {"x": 1}}


@hands_in()
def grade_ids_of_two_right_solutions_swapped(n):
    ours, theirs = n.cell("forward"), n.cell("push")
    ours["metadata"]["nbgrader"]["grade_id"], theirs["metadata"]["nbgrader"]["grade_id"] = "push", "forward"


@hands_in()
def every_grade_id_the_same(n):
    for cell in n.cells:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["grade_id"] = "forward-check"


@hands_in(forward=0)
def a_look_alike_letter_in_the_functions_name(n):
    n.cell("forward")["source"] = "".join(n.cell("forward")["source"]).replace("def forward", "def forw\u0430rd")


@hands_in(forward=0)
def a_space_of_no_width_in_the_functions_name(n):
    n.cell("forward")["source"] = "".join(n.cell("forward")["source"]).replace("def forward", "def for\u200bward")


@hands_in()
def a_lexer_and_a_kernel_from_elsewhere(n):
    n.data["metadata"] = {
        "kernelspec": {"name": "bash", "language": "bash", "display_name": "<script>alert(1)</script>"},
        "language_info": {"name": "bash", "pygments_lexer": "../../etc/passwd"},
    }


@hands_in()
def scripts_in_raw_cells(n):
    metadata = {"raw_mimetype": "text/html", "format": "text/html"}
    n.cells.append({"cell_type": "raw", "metadata": metadata, "source": "<script>alert(1)</script>"})


@hands_in()
def another_ending_by_the_browser(n):
    n.moves_to(f"{NAME}.json")


@hands_in()
def another_ending_by_the_mail(n):
    n.moves_to(f"{NAME}.txt")


@hands_in()
def capitals_in_the_name(n):
    n.moves_to("01_Intuition.IPYNB")


@hands_in()
def one_folder_deeper(n):
    n.moves_to(f"{LESSON}/{NAME}")


@hands_in()
def one_folder_deeper_under_another_name(n):
    n.moves_to("my homework/final (2).ipynb")
    n.files["my homework/notes.txt"] = "done"


@hands_in()
def in_a_zip(n):
    n.moves_to(NAME)
    n.files = {f"{LESSON}.zip": zipped({f"{LESSON}/{NAME}": n.as_bytes(), f"__MACOSX/._{NAME}": APPLE_DOUBLE})}


@hands_in()
def a_zip_under_the_notebooks_name(n):
    n.text = zipped({NAME: n.as_bytes()})


@hands_in(everything=0)
def in_a_zip_by_an_absolute_path(n):
    n.name, n.files = None, {"hw.zip": zipped({f"/tmp/{NAME}": n.as_bytes(), f"../{NAME}": n.as_bytes()})}


@hands_in(everything=0)
def a_link_in_a_zip(n):
    link = zipfile.ZipInfo(NAME)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    n.name, n.files = None, {"hw.zip": zipped({link: str(n.folder / "source" / LESSON / NAME)})}


@hands_in()
def in_a_zip_in_a_zip(n):
    n.name, n.files = None, {"hw.zip": zipped({"hw.zip": zipped({NAME: n.as_bytes()})})}


@hands_in(everything=0)
def in_three_zips(n):
    n.name, n.files = None, {"hw.zip": zipped({"hw.zip": zipped({"hw.zip": zipped({NAME: n.as_bytes()})})})}


@hands_in(everything=0)
def a_zip_of_too_many_files(n):
    n.name, n.files = None, {"hw.zip": zipped({f"{number}": b"" for number in range(1500)} | {NAME: n.as_bytes()})}


@hands_in(everything=0)
def a_zip_cut_off(n):
    n.name, n.files = None, {"hw.zip": zipped({NAME: n.as_bytes()})[:-300]}


@hands_in()
def copy_of_it_beside_a_scratch_notebook(n):
    n.moves_to(f"Copy of {NAME}")
    n.files["Untitled.ipynb"] = SCRATCH


@hands_in()
def what_macos_keeps_beside_a_renamed_one(n):
    n.moves_to("intuition.ipynb")
    n.files["._intuition.ipynb"] = APPLE_DOUBLE


@hands_in()
def what_macos_keeps_beside_it(n):
    n.files[f"._{NAME}"] = APPLE_DOUBLE


@hands_in()
def two_downloads_the_first_of_them_blank(n):
    n.moves_to(f"{LESSON} (2).ipynb")
    n.files[f"{LESSON} (1).ipynb"] = BLANK


@hands_in()
def solved_beside_a_blank_one_of_the_right_name(n):
    n.moves_to(f"{LESSON}-Copy1.ipynb")
    n.files[NAME] = BLANK


@hands_in(push=0)
def an_earlier_version_beside_it(n):
    n.files[f"{LESSON} (1).ipynb"] = n.as_bytes()
    n.solve("push", "def push(a_L, y):\n    return 0 * y\n")


@hands_in()
def kept_by_jupyter_alone(n):
    n.moves_to(f".ipynb_checkpoints/{LESSON}-checkpoint.ipynb")


@hands_in()
def kept_by_jupyter_beside_a_blank_one(n):
    n.moves_to(f"homework/.ipynb_checkpoints/{LESSON}-checkpoint.ipynb")
    n.files[NAME] = BLANK


@hands_in()
def saved_by_colab(n):
    n.data = front_end(n, 0, colab={"provenance": []})
    for number, cell in enumerate(n.cells):
        cell["metadata"] = {"id": f"c{number}", "outputId": "0", "colab": {"base_uri": "https://localhost:8080/"}}


@hands_in()
def saved_by_kaggle(n):
    n.data = front_end(n, 4, kaggle={"accelerator": "none", "dataSources": []})
    for cell in n.cells:
        cell["metadata"] = {"trusted": True, "_uuid": "1", "_kg_hide-input": False}
    n.moves_to("notebook1a2b3c.ipynb")


@hands_in()
def saved_by_deepnote(n):
    n.data = front_end(n, 0, deepnote_notebook_id="1")
    for cell in n.cells:
        cell["metadata"] = {"cell_id": "1", "deepnote_cell_type": cell["cell_type"], "source_hash": "1"}
    n.prose("<a href='https://deepnote.com'>Created in Deepnote</a>")
    n.moves_to("Untitled project.ipynb")


@hands_in()
def saved_by_vs_code(n):
    n.data = front_end(n, 2, orig_nbformat=4)
    for cell in n.cells:
        cell["metadata"]["vscode"] = {"languageId": "python"}


@hands_in(push=0)
def another_version_kept_by_jupyter(n):
    n.files[f".ipynb_checkpoints/{LESSON}-checkpoint.ipynb"] = n.as_bytes()
    n.cell("push")["source"] = "def push(a_L, y):\n    return 0 * y\n"


@hands_in()
def names_that_cannot_be_printed(n):
    n.moves_to("\x1b[2J\u202e01_intuition\udcff\n.ipynb")
    n.files["\x07\udcfe.ipynb"] = SCRATCH


@hands_in()
def lines_without_ends(n):
    for cell in n.cells:
        without_line_ends(cell)


@hands_in()
def lines_without_ends_in_one_answer(n):
    without_line_ends(n.cell("forward"))


@hands_in()
def more_behind_its_end(n):
    n.text = n.as_bytes() + b'"]}]}\n\0\0'


@hands_in()
def json_within_json(n):
    n.text = json.dumps(n.as_bytes().decode()).encode()


@hands_in()
def as_jupyters_server_hands_it_out(n):
    n.data = {"name": NAME, "type": "notebook", "format": "json", "content": n.data}


@hands_in()
def utf_16_without_a_mark(n):
    n.text = json.dumps(n.data).encode("utf-16-le")


@hands_in()
def all_code_in_one_cell_without_metadata(n):
    code = "\n".join("".join(cell["source"]) for cell in n.cells if cell["cell_type"] == "code")
    n.data = {"cells": [{"cell_type": "code", "source": code}]}


@hands_in()
def a_lambda_without_metadata(n):
    n.solve("weighted_sum", "weighted_sum = lambda w, a, b: np.dot(w, a) + b\n")
    for cell in n.cells:
        cell["metadata"] = {}


@hands_in(everything=0)
def a_web_page(n):
    n.text = b"\n<!DOCTYPE html>\n<html><head><title>01_intuition.ipynb</title></head></html>"


@hands_in(everything=0)
def marks_of_a_merge(n):
    text = json.dumps(n.data, indent=1).split("\n")
    n.text = "\n".join([*text[:9], "<<<<<<< HEAD", text[9], "=======", text[9], ">>>>>>> theirs", *text[10:]]).encode()


@hands_in()
def marks_of_a_merge_behind_its_cells(n):
    marked = '\n<<<<<<< HEAD\n "nbformat": 4,\n=======\n "nbformat": 3,\n>>>>>>> theirs\n'
    n.text = json.dumps(n.data, indent=1).replace('\n "nbformat": 4,\n', marked).encode()
    assert b"<<<<<<<" in n.text


@hands_in(everything=0)
def a_pointer_of_git_lfs(n):
    n.text = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"1" * 64 + b"\nsize 1\n"


@hands_in(everything=0)
def a_script_by_jupytext(n):
    n.text = (
        b"# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       extension: .py\n# ---\n\n# %%\n1 + 1\n"
    )


@hands_in(everything=0)
def a_link_into_the_cloud(n):
    n.text = b'{"url": "https://drive.google.com/open?id=1", "doc_id": "1", "email": "ada@example.org"}'


@hands_in()
def line_ends_not_escaped(n):
    n.text = n.as_bytes().replace(b"\\n", b"\n")


@hands_in()
def sources_as_lists_of_letters(n):
    for cell in n.cells:
        cell["source"] = list("".join(cell["source"]))
