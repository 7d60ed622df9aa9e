"""The folder that a mediator is given: a summary, every letter, every file of the case, and who can help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app import formatting
from app.documents.file_name import file_name
from app.documents.register_extract_pdf import Extract, Section, register_extract_pdf
from app.domain.invoice import CaseId
from app.exporters.evidence_pack import PackFile, place_for, written
from app.i18n import _, language, pgettext
from app.services.case_view import CasePage, case_page
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.dispute_view import OpenDisputeView, open_dispute_view
from app.services.dispute_ways import mediate
from app.services.evidence_read import Evidence, gather

_KIND = "mediation"
Row = tuple[tuple[str, str], ...]


def mediate_with_pack(
    desk: Desk, case_id: CaseId, answer_by: date, wanted: Path, *, note: str = ""
) -> tuple[Changes, Path]:
    """Write the pack, and note that somebody neutral helps; without the one there is not the other.

    Raises:
        NoDisputeError, PastDayError: Nothing changed and nothing was written.
        FirmUnknownError: The summary could not say who writes.
        FileTroubleError: Nothing was written, and nothing changed.
    """
    view = open_dispute_view(desk, case_id)
    name = pack_name(desk, view)
    place = place_for(wanted, name)
    with written(place, tuple(_files(desk, case_id, view)), name):
        changes = mediate(desk, case_id, answer_by, note=note)
    return changes, place


def pack_name(desk: Desk, view: OpenDisputeView) -> str:
    """Return the name of the folder: day, kind and number of the invoice; nobody is named."""
    return Path(file_name(desk.today(), _KIND, view.number, language=language())).stem


def _files(desk: Desk, case_id: CaseId, view: OpenDisputeView) -> Iterator[PackFile]:
    found, taken = gather(desk, [case_id]), set[str]()
    # Translators: names of files and folders, plain letters only.
    summary = pgettext("in the name of a file, plain letters only", "Summary")
    letters = pgettext("the name of a folder, plain letters only", "Letters")
    files = pgettext("in the name of a file, plain letters only", "Files")
    yield PackFile(f"{summary}.pdf", _summary(desk, case_id, view, found))
    for paper in found.papers:
        yield PackFile(_free(f"{letters}/{paper.file_name}", taken), paper.content)
    for kept in found.kept:
        yield PackFile(_free(f"{files}/{kept.about.file_name}", taken), kept.content)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other file of the pack has, whichever case it is written in."""
    path, number, free = Path(name), 2, name
    while free.casefold() in taken:
        free, number = path.with_stem(f"{path.stem}-{number}").as_posix(), number + 1
    taken.add(free.casefold())
    return free


def _summary(desk: Desk, case_id: CaseId, view: OpenDisputeView, found: Evidence) -> bytes:
    page = case_page(desk, case_id)
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
                Section(_("Letters and files"), tuple(_listed(found)) or (((_("Files"), _("none")),),)),
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
    """Yield what happened, oldest first; notes stay with the one who wrote them."""
    for moment in reversed(page.moments):
        if moment.when == "past":
            text = f"{moment.title}. {moment.text}" if moment.text else moment.title
            yield ((formatting.iso(moment.on), text),)


def _listed(found: Evidence) -> Iterator[Row]:
    for paper in found.papers:
        yield ((_("Letter of {day}").format(day=formatting.iso(paper.sent_on)), paper.file_name),)
    for kept in found.kept:
        day = formatting.iso(kept.about.added_on)
        yield ((_("File of {day}").format(day=day), kept.about.file_name),)


def _bodies(view: OpenDisputeView) -> Iterator[Row]:
    for body in view.bodies:
        yield ((body.name, f"{body.says} {body.source}."),)
    if view.no_bodies:
        yield ((_("Not known"), view.no_bodies),)
