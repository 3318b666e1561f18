"""A file is written whole or not at all, and what a killed writer left behind is swept up."""

import os
import subprocess
import sys

import pytest

from autograder import whole


@pytest.mark.parametrize("content", ["1 ∂", b"\0\r\n"])
def test_a_file_is_written_byte_for_byte_in_a_folder_that_is_made_for_it(tmp_path, content):
    path = tmp_path / "new" / "file"
    whole.write(path, content)
    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert os.listdir(path.parent) == ["file"]


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_text("old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        whole.write(path, "new")
    assert path.read_text() == "old" and os.listdir(tmp_path) == ["file"]


def test_a_file_to_be_kept_stays_as_it_is(tmp_path):
    path = tmp_path / "key"
    for content in ("first", "second"):
        whole.write(path, content, keep=True)
    assert path.read_text() == "first" and os.listdir(tmp_path) == ["key"]


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")
def test_a_private_file_is_its_owners_alone_and_another_is_as_open_as_any(tmp_path):
    old = os.umask(0o022)
    try:
        whole.write(tmp_path / "private", "", private=True)
        whole.write(tmp_path / "open", "")
    finally:
        os.umask(old)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("private", "open")] == [0o600, 0o644]


def test_what_the_dead_left_half_written_goes_and_what_the_living_write_stays(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / "lesson").mkdir()
    for folder in (tmp_path, tmp_path / "lesson"):
        (folder / f".partial-{dead.pid}-1").write_text("{")
        (folder / f".partial-{os.getpid()}-1").write_text("{")
    (tmp_path / f".partial-{dead.pid}-2" / "new").mkdir(parents=True)
    whole.clear_partial(tmp_path)
    left = sorted(path.name for path in tmp_path.rglob(".partial-*"))
    assert left == [f".partial-{os.getpid()}-1"] * 2
