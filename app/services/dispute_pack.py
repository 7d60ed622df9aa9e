"""The folder that a mediator is given: a summary, every letter, every file of the case, and who can help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from app import formatting
from app.documents.file_name import file_name
from app.documents.register_extract_pdf import Extract, Section, register_extract_pdf
from app.domain.invoice import CaseId
from app.exporters.evidence_pack import PackFile, place_for, written
from app.i18n import _, language, pgettext, speaking
from app.services.case_view import CasePage, case_page
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.dispute_view import OpenDisputeView, open_dispute_view
from app.services.dispute_ways import mediate
from app.services.evidence import pack_language, stored_files
from app.services.evidence_read import Evidence, gather
from app.services.evidence_story import in_order

_KIND = "mediation"
Row = tuple[tuple[str, str], ...]


def mediate_with_pack(
    desk: Desk, case_id: CaseId, answer_by: date, wanted: Path, *, note: str = ""
) -> tuple[Changes, Path]:
    """Write the pack, and note that somebody neutral helps; without the one there is not the other.

    It is in the language of the law, as every pack is.

    Raises:
        NoDisputeError, PastDayError: Nothing changed and nothing was written.
        FirmUnknownError: The summary could not say who writes.
        FileTroubleError: Nothing was written, and nothing changed.
    """
    found = gather(desk, [case_id])
    with speaking(pack_language(found.law, found.firm.country)):
        view = open_dispute_view(desk, case_id)
        name = Path(file_name(desk.today(), _KIND, view.number, language=language())).stem
        files = tuple(_files(desk, found, view))
    place = place_for(wanted, name)
    with written(place, files, name):
        changes = mediate(desk, case_id, answer_by, note=note)
    return changes, place


def _files(desk: Desk, found: Evidence, view: OpenDisputeView) -> Iterator[PackFile]:
    kept = tuple(stored_files(found))
    summary = pgettext("in the name of a file, plain letters only", "Summary")
    yield PackFile(f"{summary}.pdf", _summary(desk, view, found, [(name, what) for name, what, _ in kept]))
    for name, _what, content in kept:
        yield PackFile(name, content)


def _summary(desk: Desk, view: OpenDisputeView, found: Evidence, files: Sequence[tuple[str, str]]) -> bytes:
    page = case_page(desk, view.case_id)
    day = formatting.long_date(desk.today(), language())
    return register_extract_pdf(
        Extract(
            title=_("Mediation about invoice {number}").format(number=view.number),
            made=_("{firm}, {day}").format(firm=found.firm.name, day=day),
            why=_("Both sides have not agreed. Here is what the one who wrote the invoice knows of it."),
            sections=(
                Section(_("Who"), _who(found)),
                Section(_("The dispute"), _dispute(view)),
                Section(_("The money"), tuple(_money(page))),
                Section(_("What has happened"), tuple(_story(page))),
                Section(
                    _("Letters and files"),
                    tuple(((what, name),) for name, what in files) or (((_("Files"), _("none")),),),
                ),
                Section(_("Who can help"), tuple(_bodies(view))),
            ),
            language=language(),
        )
    )


def _who(found: Evidence) -> tuple[Row, ...]:
    who = found.customer
    return (
        ((_("Seller"), ", ".join((found.firm.name, *found.firm.address.lines))),),
        ((_("Customer"), ", ".join((who.name, *who.address.lines))),),
    )


def _dispute(view: OpenDisputeView) -> tuple[Row, ...]:
    quoted = (((_("The customer says"), view.quote),),) if view.quote else ()
    return (((_("Reason"), view.reason),), ((_("How long"), view.clock),), *quoted)


def _money(page: CasePage) -> Iterator[Row]:
    for part in page.parts:
        if part.used:
            yield ((part.label, part.amount),)
    yield ((_("Total"), page.total_text),)


def _story(page: CasePage) -> Iterator[Row]:
    """Yield what happened, oldest first; notes, and what we think of it, stay with the one who wrote them."""
    for _page, moment in in_order([page], notes=False):
        text = f"{moment.title}. {moment.text}" if moment.text else moment.title
        yield ((formatting.iso(moment.on), text),)


def _bodies(view: OpenDisputeView) -> Iterator[Row]:
    for body in view.bodies:
        yield ((body.name, f"{body.says} {body.source}."),)
    if view.no_bodies:
        yield ((_("Not known"), view.no_bodies),)
