"""Beginning with a copy of a file from elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import BetaltError
from app.services import firm, opening
from app.services.desk import Desk
from app.storage.connection import connect
from app.storage.errors import DamagedFileError, ForeignFileError, NewerFileError
from tests.office import SWEDISH_FIRM, Office, SetClock


@pytest.fixture
def backup(tmp_path: Path) -> Iterator[Path]:
    """Return a file of ours that is in use: its last change is still in its write-ahead log."""
    path = tmp_path / "elsewhere" / "copy.db"
    Office.opened(path, "2026-11-18")
    in_use = connect(path)
    in_use.execute("UPDATE firm SET name = 'Tallkotten Rör & Värme AB'")
    assert path.with_name("copy.db-wal").stat().st_size > 0
    yield path
    in_use.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(SetClock(date(2026, 11, 18)), tmp_path / "data" / "betalt.db", "test")


def test_a_copy_is_taken_into_use_and_the_original_stays_as_it_was(backup: Path, desk: Desk) -> None:
    before = backup.read_bytes()

    opening.open_copy(desk, backup)

    assert firm.read_firm(desk) == replace(SWEDISH_FIRM, name="Tallkotten Rör & Värme AB")
    assert backup.read_bytes() == before
    assert desk.path.stat().st_mode & 0o777 == 0o600
    assert not list(desk.path.parent.glob("*.opening*"))
    assert opening.has_file(desk)


@pytest.mark.parametrize(
    ("content", "error"), [(b"", ForeignFileError), (b"Dear diary\n" * 400, ForeignFileError)]
)
def test_a_file_that_is_not_ours_is_refused_and_nothing_is_left(
    tmp_path: Path, desk: Desk, content: bytes, error: type[BetaltError]
) -> None:
    source = tmp_path / "other.db"
    source.write_bytes(content)

    with pytest.raises(error):
        opening.open_copy(desk, source)

    assert not opening.has_file(desk)
    assert not list(desk.path.parent.glob("*"))


def test_a_file_of_a_newer_version_is_refused(backup: Path, desk: Desk) -> None:
    connection = connect(backup)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(NewerFileError):
        opening.open_copy(desk, backup)

    assert not list(desk.path.parent.glob("*"))


def test_a_file_cut_short_is_refused(backup: Path, desk: Desk) -> None:
    backup.write_bytes(backup.read_bytes()[:3000])
    backup.with_name("copy.db-wal").unlink(missing_ok=True)

    with pytest.raises((DamagedFileError, ForeignFileError)):
        opening.open_copy(desk, backup)

    assert not opening.has_file(desk)
