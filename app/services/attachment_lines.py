"""The files of an invoice in words: what each shows, from which day, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.attachment import Attachment, AttachmentKind
from app.domain.invoice import CaseId
from app.i18n import N_, _
from app.services.attachments import listed
from app.services.desk import Desk
from app.services.explain.words import dated

_KINDS = {
    AttachmentKind.INVOICE: N_("Invoice"),
    AttachmentKind.AGREEMENT: N_("Agreement"),
    AttachmentKind.ORDER: N_("Purchase order"),
    AttachmentKind.DELIVERY: N_("Delivery"),
    AttachmentKind.PROOF: N_("Proof"),
    AttachmentKind.DISPUTE: N_("Objection"),
    AttachmentKind.ANSWER: N_("Our answer"),
    AttachmentKind.OTHER: N_("Attachment"),
}
_KILOBYTE = 1024
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file; `only_shows` says that opening it can start no program."""

    id: int
    name: str
    words: str
    only_shows: bool


def file_lines(desk: Desk, case_id: CaseId) -> tuple[FileLine, ...]:
    """Return the files of an invoice, oldest first."""
    today = desk.today()
    return tuple(
        FileLine(each.id, each.file_name, _described(each, today), each.only_shows)
        for each in listed(desk, case_id)
    )


def kind_choices() -> list[tuple[str, str]]:
    """Return what a file can show, each with its word; what fits none comes last."""
    return [(kind.value, _(word)) for kind, word in _KINDS.items()]


def _described(each: Attachment, today: date) -> str:
    said = _("{kind}, {day}, {size}")
    kind = _(_KINDS[each.kind])
    return said.format(kind=kind, day=dated(each.added_on, today), size=_size(each.size))


def _size(count: int) -> str:
    if count < _MEGABYTE:
        return _("{n} kB").format(n=max(1, round(count / _KILOBYTE)))
    return _("{n} MB").format(n=round(count / _MEGABYTE))
