"""A locked file on the command line: opened by keyring, environment or typing, else refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import make_desk
from app.cli.unlocking import VARIABLE
from app.domain.file_key import FileKey
from app.domain.recovery_words import encode
from app.services.locking import new_key, new_passphrase, seal
from tests.cli_shell import Shell, with_customer
from tests.keyrings import MemoryKeyring, in_use

PASSPHRASE = "fyra ord om sjön"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return with_customer(Shell(tmp_path), "business")


def locked(shell: Shell, key: FileKey) -> Shell:
    desk = make_desk(shell.data)
    seal(desk, key)
    desk.close()
    return shell


def test_the_key_in_the_keyring_opens_the_file_unasked(shell: Shell) -> None:
    with in_use(MemoryKeyring()):
        locked(shell, new_key()).done("today")


def test_a_locked_file_is_refused_in_a_sentence_where_nobody_can_be_asked(shell: Shell) -> None:
    locked(shell, new_passphrase(PASSPHRASE))
    for command in ("today", "check"):
        end = shell.run(command)
        assert (end.code, end.out) == (3, "")
        assert end.err.startswith("The file is locked. Type its passphrase")


def test_without_a_keyring_the_sentence_leads_to_the_sheet(shell: Shell) -> None:
    key = new_key()
    with in_use(MemoryKeyring()):
        locked(shell, key)
    end = shell.run("today")
    assert end.code == 3
    assert end.err.startswith("This computer keeps no keys.")


@pytest.mark.parametrize("words", [False, True])
def test_the_environment_may_hold_the_passphrase_or_the_words(
    shell: Shell, words: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_passphrase(PASSPHRASE)
    locked(shell, key)
    said = " ".join(word for row in encode(key.raw) for word in row) if words else PASSPHRASE
    monkeypatch.setenv(VARIABLE, said)
    shell.done("today")


def test_a_wrong_passphrase_is_trouble_and_changes_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(shell, new_passphrase(PASSPHRASE))
    before = shell.data.read_bytes()
    monkeypatch.setenv(VARIABLE, "fyra ord om berg")
    end = shell.run("today")
    assert end.code == 3
    assert end.err.startswith("That does not open the file.")
    assert shell.data.read_bytes() == before


def test_who_sits_at_the_terminal_is_asked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    locked(shell, new_passphrase(PASSPHRASE))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _words, stream: PASSPHRASE)
    shell.done("today")
