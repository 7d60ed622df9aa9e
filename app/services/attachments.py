"""Files kept with an invoice: the agreement, the delivery note, a photo of what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.attachment import Attachment, AttachmentKind, clean_name, media_type
from app.domain.errors import RuleError
from app.domain.invoice import CaseId
from app.importers.content import read_whole
from app.importers.trouble import UnreadableFileError
from app.services.changes import Changes
from app.services.desk import Desk
from app.storage import attachments as store

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

LIMIT_BYTES = 25 * 1024 * 1024


class FileTooLargeError(RuleError):
    """A file is larger than one that can be kept; `limit_bytes` may be."""

    def __init__(self, name: str, limit_bytes: int) -> None:
        super().__init__(name, limit_bytes)
        self.name = name
        self.limit_bytes = limit_bytes


class FileKeptAlreadyError(RuleError):
    """The same bytes are kept with the invoice already; `name` is what they are called there."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def add(desk: Desk, case_id: CaseId, kind: AttachmentKind, path: Path) -> Changes:
    """Copy a file of at most 25 MB into the case; the file itself is left as it is.

    Raises:
        UnreadableFileError: It is a folder, empty, or cannot be read.
        FileTooLargeError, FileKeptAlreadyError: It is too large, or the invoice has it.
    """
    return add_all(desk, case_id, kind, [path])


def add_all(desk: Desk, case_id: CaseId, kind: AttachmentKind, paths: Sequence[Path]) -> Changes:
    """Copy several files into the case as one action; those that it has are passed over.

    Raises:
        UnreadableFileError: One is a folder, empty, or cannot be read; none was kept.
        FileTooLargeError: One is too large; none was kept.
        FileKeptAlreadyError: The invoice has all of them.
    """
    found = read_files(paths)
    with desk.begin() as work:
        case = work.case(case_id)
        if not keep(work, case_id, kind, found):
            raise FileKeptAlreadyError(next(iter(found.values()), ""))
        action_id = work.commit("attach", case.invoice.number)
    who = frozenset({case.customer.id})
    return Changes(frozenset({case_id}), who, action_id, "attach", case.invoice.number)


def read_files(paths: Sequence[Path]) -> Mapping[bytes, str]:
    """Return the bytes of files, each with the name it is kept under.

    Raises:
        UnreadableFileError, FileTooLargeError: As for `add_all`.
    """
    return {content: clean_name(path.name) for path in paths for content in [_read(path)]}


def keep(work: UnitOfWork, case_id: CaseId, kind: AttachmentKind, found: Mapping[bytes, str]) -> int:
    """Store files as part of a larger action, each under its name, and return how many were new."""
    from app.storage.rows import driver

    work.flush()
    known = {each.sha256 for each in store.of_case(driver(work.session), case_id)}
    fresh = [_described(case_id, kind, name, content, work) for content, name in found.items()]
    new = [(each, content) for each, content in zip(fresh, found, strict=True) if each.sha256 not in known]
    for each, content in new:
        store.add(work, each, content)
    work.touch(case_id)
    return len(new)


def listed(desk: Desk, case_id: CaseId) -> tuple[Attachment, ...]:
    """Return the files of an invoice without their bytes, oldest first."""
    with desk.database.reading() as connection:
        return store.of_case(connection, case_id)


def content(desk: Desk, attachment_id: int) -> bytes:
    """Return the bytes of a file; `KeyError` when there is none or it was taken away."""
    with desk.database.reading() as connection:
        return store.content(connection, attachment_id)


def withdraw(desk: Desk, attachment_id: int) -> Changes:
    """Take a file away from its invoice; `KeyError` when there is none."""
    with desk.database.reading() as connection:
        known = store.find(connection, attachment_id)
    with desk.begin() as work:
        case = work.case(known.case_id)
        store.withdraw(work, attachment_id)
        work.touch(known.case_id)
        action_id = work.commit("detach", case.invoice.number)
    who = frozenset({case.customer.id})
    return Changes(frozenset({known.case_id}), who, action_id, "detach", case.invoice.number)


def _read(path: Path) -> bytes:
    try:
        found = read_whole(path, LIMIT_BYTES)
    except UnreadableFileError as trouble:
        if trouble.reason == "too_large":
            raise FileTooLargeError(clean_name(path.name), LIMIT_BYTES) from trouble
        raise
    if not found:
        raise UnreadableFileError("empty")
    return found


def _described(
    case_id: CaseId, kind: AttachmentKind, name: str, content: bytes, work: UnitOfWork
) -> Attachment:
    digest, size = sha256(content).hexdigest(), len(content)
    return Attachment(0, case_id, kind, name, media_type(name), size, digest, work.moment.today)
