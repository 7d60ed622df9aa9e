"""A folder stands for the files in it, without what nobody put there and without end."""

from __future__ import annotations

from pathlib import Path

from app.importers.folder import MOST_FILES, MOST_LEVELS, files_in


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = made(tmp_path / "november", "b.csv", "a.txt", "bank/c.xml")
    alone = made(tmp_path, "alone.xml") / "alone.xml"
    assert files_in([alone, folder]) == (alone, folder / "a.txt", folder / "b.csv", folder / "bank" / "c.xml")


def test_what_the_system_hides_is_left_out(tmp_path: Path) -> None:
    folder = made(tmp_path / "n", "a.csv", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/config")
    assert files_in([folder]) == (folder / "a.csv",)


def test_a_folder_without_files_and_one_with_too_many_stay_as_they_are(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    full = made(tmp_path / "full", *(f"{number}.csv" for number in range(MOST_FILES + 1)))
    assert files_in([empty, full, tmp_path / "gone"]) == (empty, full, tmp_path / "gone")


def test_it_goes_neither_round_in_circles_nor_down_for_ever(tmp_path: Path) -> None:
    deep = "/".join(f"level{level}" for level in range(MOST_LEVELS + 1))
    folder = made(tmp_path / "n", "a.csv", f"{deep}/hidden.csv")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    assert files_in([folder]) == (folder / "a.csv",)
