"""Once a file is locked, no copy of it is left that anybody can read; what cannot be locked is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import i18n
from app.services import backing_up, keys
from app.services.locking import new_key, seal, unseal
from app.services.plain_copies import Tidied, plain_copies, tidy, words
from app.storage.errors import DiskFullError
from tests.keyrings import MemoryKeyring, in_use
from tests.office import Office
from tests.services.saying import in_every_language, is_complete


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with in_use(backend):
        yield backend


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.opened(tmp_path / "data" / "betalt.db", "2026-11-18")
    made.customer("Norrskärs Båtvarv AB")
    made.desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def readable(*folders: Path) -> list[str]:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if "Norrskärs".encode() in path.read_bytes()]


def test_backups_in_both_folders_and_older_copies_are_encrypted_with_the_file(
    office: Office, ring: MemoryKeyring, stick: Path
) -> None:
    backing_up.back_up(office.desk, stick)
    for name in ("betalt.db.before-0002", "betalt.replaced-2026-11-01-080000.db"):
        office.desk.path.with_name(name).write_bytes(office.desk.path.read_bytes())
    assert len(readable(office.desk.path.parent, stick)) == 5
    assert seal(office.desk, new_key(), stick) == Tidied(encrypted=4)
    assert readable(office.desk.path.parent, stick) == []
    for backup in backing_up.backups(office.desk, stick):
        assert backing_up.preview(office.desk, backup.path).backup.customers == 1


def test_a_stick_left_at_home_is_said_and_its_backups_are_encrypted_when_it_is_back(
    office: Office, ring: MemoryKeyring, stick: Path
) -> None:
    backing_up.back_up(office.desk, stick)
    away = stick.rename(stick.with_name("elsewhere"))
    assert seal(office.desk, new_key(), stick).away == stick
    away.rename(stick)
    assert readable(stick)
    assert tidy(office.desk, stick) == Tidied(encrypted=1)
    assert readable(stick) == []


def test_other_files_on_the_stick_are_left_alone(office: Office, ring: MemoryKeyring, stick: Path) -> None:
    for name in ("betalt.db", "notes.db", "betalt-2026.db", "other-2026-11-18-080000.db"):
        (stick / name).write_bytes(office.desk.path.read_bytes())
    before = readable(stick)
    assert seal(office.desk, new_key(), stick) == Tidied()
    assert readable(stick) == before


def test_a_copy_that_cannot_be_encrypted_is_named_and_the_key_is_kept(
    office: Office, ring: MemoryKeyring
) -> None:
    damaged = office.desk.path.with_name("betalt.damaged-2026-11-01-080000.db")
    damaged.write_bytes("Norrskärs Båtvarv".encode() * 500)
    key = new_key()
    done = seal(office.desk, key)
    assert done.left == (damaged,)
    assert str(damaged) in words(done)
    assert ring.kept == {("betalt", key.name): key.raw.hex()}
    assert keys.is_encrypted(office.desk.path)


def test_a_full_disk_on_the_way_leaves_the_copies_for_the_next_start_and_the_key_where_it_is(
    office: Office, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    backing_up.back_up(office.desk)

    def full(*_arguments: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as patch:
        patch.setattr("app.services.plain_copies.reseal", full)
        assert len(seal(office.desk, new_key()).left) == 1
    assert len(ring.kept) == 1
    assert tidy(office.desk) == Tidied(encrypted=1)


def test_what_a_crash_left_in_plain_is_gone_after_the_next_start(office: Office, ring: MemoryKeyring) -> None:
    seal(office.desk, new_key())
    rests = [office.desk.path.with_name(f"betalt.db{end}") for end in (".resealed", ".restoring", ".opening")]
    backup = backing_up.back_up(office.desk).path
    for rest in (*rests, backup.with_name("betalt-2026-11-18-080000.db.part")):
        rest.write_bytes("Norrskärs Båtvarv".encode() * 300)
    assert tidy(office.desk) == Tidied()
    assert readable(office.desk.path.parent) == []
    assert backup.exists()


def test_a_backup_under_an_older_key_stays_as_it_is(office: Office, ring: MemoryKeyring) -> None:
    seal(office.desk, new_key())
    backup = backing_up.back_up(office.desk).path
    before = backup.read_bytes()
    assert seal(office.desk, new_key()) == Tidied()
    assert backup.read_bytes() == before


def test_of_a_file_that_is_not_locked_nothing_is_touched(office: Office, ring: MemoryKeyring) -> None:
    seal(office.desk, new_key())
    unseal(office.desk)
    backing_up.back_up(office.desk)
    assert tidy(office.desk) == Tidied()
    assert plain_copies(office.desk) != ()


def test_what_became_of_the_copies_is_said_in_every_language() -> None:
    done = Tidied(3, (Path("/x/betalt.damaged.db"),), Path("/stick"))
    assert is_complete(in_every_language(lambda: words(done)))
    i18n.use("en")
    assert words(Tidied(1)) == "1 copy from before is encrypted too."
    assert words(Tidied()) == ""
