"""Databases for the tests of the memory: made once, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.storage.database import Database
from tests.storage.book import Book


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of the newest schema with nothing in it, closed."""
    path = tmp_path_factory.mktemp("empty") / "empty.betalt"
    Database(path).close()
    return path


@pytest.fixture
def new_book(empty_file: Path, tmp_path: Path) -> Iterator[Callable[[], Book]]:
    """Make as many books as a test asks for."""
    made: list[Book] = []

    def make() -> Book:
        path = tmp_path / f"{len(made)}.betalt"
        shutil.copyfile(empty_file, path)
        path.chmod(0o600)
        made.append(Book(Database(path)))
        return made[-1]

    yield make
    for book in made:
        book.database.close()


@pytest.fixture
def book(new_book: Callable[[], Book]) -> Book:
    return new_book()
