"""A keyring in memory for tests, that can be locked or taken away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps secrets as long as the test lasts.

    Attributes:
        locked: Refuses as a keyring does whose owner did not unlock it.
        forgetful: Takes what it is given and keeps nothing.
    """

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        if not self.forgetful:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError

    def _answer(self) -> None:
        if self.locked:
            raise KeyringLocked


class FolderKeyring(MemoryKeyring):
    """Keeps secrets in a folder, each on the disk before it is said to be kept; a crash leaves them."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def get_password(self, service: str, username: str) -> str | None:
        path = self.folder / f"{service}-{username}"
        return path.read_text(encoding="utf-8") if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        path = self.folder / f"{service}-{username}"
        with path.with_suffix(".part").open("w", encoding="utf-8") as file:
            file.write(password)
            file.flush()
            os.fsync(file.fileno())
        path.with_suffix(".part").replace(path)

    def delete_password(self, service: str, username: str) -> None:
        (self.folder / f"{service}-{username}").unlink()


@contextmanager
def in_use(backend: KeyringBackend) -> Iterator[None]:
    """Let everything that asks for a keyring get this one."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
