"""A pack on disk is whole or not there, and never takes the place of what is there already."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.evidence_pack import PackFile, as_zip, place_for, written
from app.storage.errors import FileTroubleError

FILES = (PackFile("Summary.pdf", b"1"), PackFile("Letters/a.pdf", b"2"))


class StoppedError(Exception):
    """What goes wrong after the pack is written."""


def test_a_folder_holds_every_file_under_its_own_folder(tmp_path: Path) -> None:
    place = tmp_path / "pack"
    with written(place, FILES, "pack"):
        assert (place / "Letters" / "a.pdf").read_bytes() == b"2"
    assert sorted(path.name for path in place.rglob("*")) == ["Letters", "Summary.pdf", "a.pdf"]
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_a_name_that_ends_in_zip_is_one_file(tmp_path: Path) -> None:
    with written(tmp_path / "pack.zip", FILES, "pack"):
        pass
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert archive.namelist() == ["pack/Letters/a.pdf", "pack/Summary.pdf"]


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_nothing_is_left_when_what_belongs_to_it_fails(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoppedError), written(tmp_path / name, FILES, "pack"):
        raise StoppedError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_a_file_that_cannot_be_written_is_trouble_and_leaves_nothing_half(tmp_path: Path, name: str) -> None:
    broken = (*FILES, PackFile("Summary.pdf/under a file.txt", b"3"))
    if name == "pack":
        with pytest.raises(FileTroubleError), written(tmp_path / name, broken, "pack"):
            pytest.fail("nothing was written")
    with pytest.raises(FileTroubleError), written(tmp_path / "no such folder" / name, FILES, "pack"):
        pytest.fail("nothing was written")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_becomes_the_pack_and_a_used_one_gets_it_inside(tmp_path: Path) -> None:
    assert place_for(tmp_path, "p") == tmp_path
    assert place_for(tmp_path / "new", "p") == tmp_path / "new"
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert place_for(tmp_path, "p") == tmp_path / "p"
    (tmp_path / "p").mkdir()
    assert place_for(tmp_path, "p") == tmp_path / "p-2"
    (tmp_path / "a.zip").write_bytes(b"mine")
    assert place_for(tmp_path / "a.zip", "p") == tmp_path / "a-2.zip"


def test_an_empty_folder_is_filled_where_it_stands(tmp_path: Path) -> None:
    place = tmp_path / "empty"
    place.mkdir()
    with written(place, FILES, "p"):
        pass
    assert (place / "Summary.pdf").read_bytes() == b"1"


@given(st.permutations(FILES))
def test_the_order_of_the_files_does_not_change_the_bytes(files: list[PackFile]) -> None:
    made = as_zip(files, "p")
    assert made == as_zip(FILES, "p")
    assert zipfile.ZipFile(io.BytesIO(made)).read("p/Summary.pdf") == b"1"
