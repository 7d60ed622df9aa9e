"""Locking the file: the key goes to the keyring first, and each way in which that can fail has a way on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keyring.backends.fail
import keyring.backends.null
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_key import FileKey
from app.domain.recovery_words import RecoveryWordsError, decode
from app.keychain import KeyringAbsentError, KeyringLockedError
from app.services import keys, locking
from app.services.desk import Desk
from app.services.keys import key_from_typed, unlock
from app.services.locking import new_key, new_passphrase, protection, recovery_sheet, seal, unseal
from app.services.opening import open_copy
from app.storage.errors import DiskFullError, KeyNeededError, LockedFileError, OtherKeyError, WrongKeyError
from tests.documents.reading import text as text_of
from tests.keyrings import MemoryKeyring, in_use
from tests.office import Office

PASSPHRASE = "fyra ord om sjön"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with in_use(backend):
        yield backend


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    made.customer("Norrskärs Båtvarv AB")
    return made


def reopened(office: Office) -> Desk:
    """Return a desk as the next start of the program has it."""
    office.desk.close()
    return Desk(office.clock, office.desk.path, "test")


def names(desk: Desk) -> list[tuple[str]]:
    return desk.database.connection.execute("SELECT name FROM customer").fetchall()


def words_of(key: FileKey) -> str:
    from app.domain.recovery_words import encode

    return " ".join(word for row in encode(key.raw) for word in row)


def test_a_locked_file_opens_by_itself_with_the_key_in_the_keyring(
    office: Office, ring: MemoryKeyring
) -> None:
    key = new_key()
    seal(office.desk, key)
    assert ring.kept == {("betalt", key.name): key.raw.hex()}
    assert protection(office.desk) == locking.Protection(encrypted=True, by_passphrase=False, keyring=True)
    assert names(reopened(office)) == [("Norrskärs Båtvarv AB",)]
    assert keys.key_of(office.desk) == key


def test_a_passphrase_is_asked_for_at_every_start_and_is_not_in_the_keyring(
    office: Office, ring: MemoryKeyring
) -> None:
    seal(office.desk, new_passphrase(PASSPHRASE))
    assert ring.kept == {}
    desk = reopened(office)
    with pytest.raises(KeyNeededError) as told:
        names(desk)
    assert told.value.by_passphrase
    with pytest.raises(WrongKeyError):
        unlock(desk, "fyra ord om berg")
    unlock(desk, PASSPHRASE)
    assert names(desk) == [("Norrskärs Båtvarv AB",)]


def test_the_words_open_the_file_also_where_there_is_a_passphrase(
    office: Office, ring: MemoryKeyring
) -> None:
    key = new_passphrase(PASSPHRASE)
    seal(office.desk, key)
    desk = reopened(office)
    unlock(desk, words_of(key))
    assert names(desk) == [("Norrskärs Båtvarv AB",)]
    assert ring.kept == {}


def test_a_forgotten_key_comes_back_from_the_words_and_is_kept_again(
    office: Office, ring: MemoryKeyring
) -> None:
    key = new_key()
    seal(office.desk, key)
    ring.kept.clear()
    desk = reopened(office)
    with pytest.raises(KeyNeededError):
        names(desk)
    unlock(desk, words_of(key))
    assert names(desk) == [("Norrskärs Båtvarv AB",)]
    assert ring.kept == {("betalt", key.name): key.raw.hex()}


def test_a_locked_keyring_is_told_apart_and_the_words_open_the_file_all_the_same(
    office: Office, ring: MemoryKeyring
) -> None:
    key = new_key()
    seal(office.desk, key)
    ring.locked = True
    desk = reopened(office)
    with pytest.raises(KeyringLockedError):
        names(desk)
    unlock(desk, words_of(key))
    assert names(desk) == [("Norrskärs Båtvarv AB",)]


def test_the_words_of_another_file_and_mistyped_ones_are_told_apart(
    office: Office, ring: MemoryKeyring
) -> None:
    seal(office.desk, new_key())
    desk = reopened(office)
    with pytest.raises(OtherKeyError):
        unlock(desk, words_of(new_key()))
    with pytest.raises(RecoveryWordsError):
        unlock(desk, "lusab babad")
    assert names(desk) == [("Norrskärs Båtvarv AB",)]


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_without_a_keyring_nothing_is_locked_by_a_key_that_nobody_keeps(
    office: Office, backend: type
) -> None:
    with in_use(backend()):
        assert not protection(office.desk).keyring
        with pytest.raises(KeyringAbsentError):
            seal(office.desk, new_key())
        assert names(reopened(office)) == [("Norrskärs Båtvarv AB",)]


def test_a_keyring_that_refuses_or_forgets_leaves_the_file_as_it_was(
    office: Office, ring: MemoryKeyring
) -> None:
    ring.locked = True
    with pytest.raises(KeyringLockedError):
        seal(office.desk, new_key())
    ring.locked, ring.forgetful = False, True
    with pytest.raises(KeyringAbsentError):
        seal(office.desk, new_key())
    assert names(reopened(office)) == [("Norrskärs Båtvarv AB",)]


def test_a_key_is_changed_and_the_one_before_still_opens_old_backups(
    office: Office, ring: MemoryKeyring, tmp_path: Path
) -> None:
    before, after = new_key(), new_key()
    seal(office.desk, before)
    office.desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    backup = tmp_path / "backup.db"
    backup.write_bytes(office.desk.path.read_bytes())
    seal(office.desk, after)
    assert set(ring.kept) == {("betalt", before.name), ("betalt", after.name)}
    assert names(reopened(office)) == [("Norrskärs Båtvarv AB",)]
    elsewhere = Desk(office.clock, tmp_path / "new" / "betalt.db", "test")
    open_copy(elsewhere, backup)
    assert keys.key_of(elsewhere) == before


def test_a_backup_opens_on_a_new_computer_with_the_words(
    office: Office, ring: MemoryKeyring, tmp_path: Path
) -> None:
    key = new_key()
    seal(office.desk, key)
    office.desk.close()
    ring.kept.clear()
    elsewhere = Desk(office.clock, tmp_path / "new" / "betalt.db", "test")
    with pytest.raises(KeyNeededError):
        open_copy(elsewhere, office.desk.path)
    assert not elsewhere.path.exists()
    open_copy(elsewhere, office.desk.path, key_from_typed(office.desk.path, words_of(key)))
    assert names(elsewhere) == [("Norrskärs Båtvarv AB",)]


def test_the_lock_is_taken_away_again(office: Office, ring: MemoryKeyring) -> None:
    seal(office.desk, new_key())
    unseal(office.desk)
    assert not protection(office.desk).encrypted
    assert names(reopened(office)) == [("Norrskärs Båtvarv AB",)]


def test_a_file_in_use_elsewhere_is_not_locked_and_the_keyring_forgets_the_key(
    office: Office, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.connection.BUSY_SECONDS", 0)
    other = Desk(office.clock, office.desk.path, "other")
    names(other)
    with pytest.raises(LockedFileError):
        seal(office.desk, new_key())
    assert ring.kept == {}
    assert names(other) == names(office.desk)
    other.close()


def test_another_thread_of_the_program_may_have_read_from_the_file(
    office: Office, ring: MemoryKeyring
) -> None:
    with ThreadPoolExecutor(max_workers=1) as worker:
        for key in (new_key(), new_passphrase(PASSPHRASE), new_key()):
            before = worker.submit(names, office.desk).result()
            seal(office.desk, key)
            assert worker.submit(names, office.desk).result() == before == names(office.desk)


def test_a_passphrase_is_not_forgotten_when_changing_it_fails(
    office: Office, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(office.desk, new_passphrase(PASSPHRASE))

    def full(*_arguments: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(locking, "reseal", full)
    with pytest.raises(DiskFullError):
        seal(office.desk, new_key())
    assert names(office.desk) == [("Norrskärs Båtvarv AB",)]
    assert ring.kept == {}


def test_a_copy_from_before_a_new_version_is_locked_too(office: Office, ring: MemoryKeyring) -> None:
    office.desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = office.desk.path.with_name("betalt.db.before-0001")
    copy.write_bytes(office.desk.path.read_bytes())
    seal(office.desk, new_key())
    assert keys.is_encrypted(copy)


def test_the_sheet_bears_the_key_in_words_that_can_be_copied(office: Office) -> None:
    key = new_key()
    text = text_of(recovery_sheet(office.desk, key))
    words = words_of(key).split()
    assert decode(text[text.index(words[0]) : text.index(words[-1]) + 5]) == key.raw
    assert key.raw.hex() not in text


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_key_or_a_sentence(typed: str) -> None:
    try:
        key = key_from_typed(Path("/nowhere"), typed)
    except RecoveryWordsError:
        return
    assert key.fits
