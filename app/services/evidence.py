"""The evidence pack: everything that somebody else needs to take a claim on, made in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from app.documents.evidence_filing import FILINGS, Filing
from app.documents.evidence_pdf import summary_pdf
from app.documents.file_name import safe
from app.domain.attachment import AttachmentKind
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.exporters.csv_file import as_csv
from app.exporters.evidence_pack import PackFile
from app.formatting import iso
from app.i18n import LANGUAGES, N_, _, speaking
from app.services.case_view import case_page
from app.services.desk import Desk
from app.services.evidence_filings import filings
from app.services.evidence_read import Evidence, Paper, gather
from app.services.evidence_rows import claim_table
from app.services.evidence_summary import PackedFile, summary
from app.services.explain.outcomes import letter_name

_LANGUAGES = {"SE": "sv", "NO": "nb"}
_SHOWS = {
    AttachmentKind.INVOICE: N_("Invoice"),
    AttachmentKind.AGREEMENT: N_("Agreement"),
    AttachmentKind.ORDER: N_("Purchase order"),
    AttachmentKind.DELIVERY: N_("Delivery"),
    AttachmentKind.PROOF: N_("Proof"),
    AttachmentKind.DISPUTE: N_("Objection"),
    AttachmentKind.ANSWER: N_("Our answer"),
    AttachmentKind.OTHER: N_("Attachment"),
}
"""What a file is called in a pack: its own name may name somebody."""


@dataclass(frozen=True, slots=True)
class PackWish:
    """What the user chose for a pack.

    Attributes:
        language: Of everything but the applications, `sv`, `nb` or `en`; empty for that of the law.
        notes: Take the words of calls and notes along; else facts alone.
    """

    language: str = ""
    notes: bool = False


FACTS_ALONE = PackWish()
"""The preset: in the language of the law, and without the words of calls."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack ready to be written.

    Attributes:
        name: Of its folder; nobody is named in it.
        total: What the claim comes to on the day.
        disputed: What is left out of it because the customer contests it.
        missing: What an authority would ask for and the pack does not have, a sentence each.
    """

    name: str
    files: tuple[PackFile, ...]
    total: Money
    disputed: Money
    missing: tuple[str, ...]


def pack_language(law: str, country: str) -> str:
    """Return the language of a pack: that of the law of the claim, else of the firm's country."""
    return _LANGUAGES.get(law) or _LANGUAGES.get(country, "en")


def make_pack(
    desk: Desk, case_ids: Sequence[CaseId], wish: PackWish = FACTS_ALONE, *, disputed: bool = True
) -> Pack:
    """Return the evidence pack of some invoices of one customer as of today. Nothing is booked or written.

    Without `disputed` the part of an invoice that the customer contests is told of and not claimed. It does
    not ask whether the case may be handed over; `handing_over` does.

    Raises:
        NothingToClaimError, MixedClaimError, FirmUnknownError: As `evidence_read.gather`.
        ValueError: The language is none of ours.
    """
    found = gather(desk, case_ids, disputed=disputed)
    language = wish.language or pack_language(found.law, found.firm.country)
    if language not in LANGUAGES:
        raise ValueError(language)
    cases = [claim.case.invoice.id for claim in found.claims]
    copies = frozenset(case_id for case_id in cases if found.has(case_id, AttachmentKind.INVOICE))
    applications = filings(found, desk.statutes, copies)
    with speaking(language):
        inside = [*stored_files(found), *_applications(applications)]
        inside.append((_file(_("Claim"), "csv"), _("The claim as figures"), as_csv(claim_table(found))))
        listed = [PackedFile(name, what, sha256(content).hexdigest()) for name, what, content in inside]
        missing = tuple(_missing(found, copies))
        pages = [case_page(desk, claim.case.invoice.id) for claim in found.claims]
        content = summary(found, pages, listed, missing, desk.statutes, notes=wish.notes)
        files = [PackFile(name, content) for name, _what, content in inside]
        files.insert(0, PackFile(_file(_("Summary"), "pdf"), summary_pdf(content)))
        return Pack(_name(found), tuple(files), found.total, found.disputed, missing)


def _name(found: Evidence) -> str:
    first, *more = [claim.case.invoice.number for claim in found.claims]
    further = f"+{len(more)}" if more else ""
    return f"{iso(found.on)}_{safe(_('Evidence'))}_{safe(first)}{further}"


def _file(words: str, suffix: str) -> str:
    return f"{safe(words)}.{suffix}"


def stored_files(found: Evidence) -> Iterator[tuple[str, str, bytes]]:
    """Yield letters, agreements and the files of the cases as they were kept: name, what it is, bytes.

    Nobody is named in a name, and what could start a program ends in `.bin`.
    """
    taken: set[str] = set()
    for paper in found.papers:
        folder = _("Agreements") if paper.is_agreement else _("Letters")
        yield _free(f"{safe(folder)}/{paper.file_name}", taken), _paper_words(paper), paper.content
    numbers = {claim.case.invoice.id: claim.case.invoice.number for claim in found.claims}
    for each in found.kept:
        number, words = numbers[each.about.case_id], _(_SHOWS[each.about.kind])
        folder = _("Invoices") if each.about.kind is AttachmentKind.INVOICE else _("Attachments")
        suffix = PurePosixPath(each.about.file_name).suffix.lower() if each.about.only_shows else ".bin"
        name = f"{safe(folder)}/{safe(number)}_{safe(words)}{suffix}"
        copied = each.about.kind is AttachmentKind.INVOICE
        said = _("Copy of invoice {number}") if copied else _("{what}, invoice {number}")
        yield _free(name, taken), said.format(what=words, number=number), each.content


def _paper_words(paper: Paper) -> str:
    return letter_name(paper.kind) if paper.kind else _("Agreement on payment in parts")


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other file of the pack has, numbered from the second on."""
    path, number, free = PurePosixPath(name), 2, name
    while free.casefold() in taken:
        free, number = str(path.with_name(f"{path.stem}_{number}{path.suffix}")), number + 1
    taken.add(free.casefold())
    return free


def _applications(applications: Sequence[Filing]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the ready texts; Windows reads them right by the mark at their beginning."""
    for each in applications:
        yield _file(each.file, "txt"), each.title, each.text.replace("\n", "\r\n").encode("utf-8-sig")


def _missing(found: Evidence, copies: frozenset[CaseId]) -> Iterator[str]:
    """Yield what somebody who takes the claim on would ask for and does not find in the pack."""
    who = found.customer
    if not who.identifier:
        yield _("The customer's organisation or personal number is not known.")
    if not who.address:
        yield _("The customer's address is not known.")
    for claim in found.claims:
        number = claim.case.invoice.number
        if claim.case.invoice.id not in copies:
            yield _("There is no copy of invoice {number}.").format(number=number)
        if not found.has(claim.case.invoice.id, AttachmentKind.AGREEMENT, AttachmentKind.ORDER):
            yield _("There is no contract or order for invoice {number}.").format(number=number)
        if not found.has(claim.case.invoice.id, AttachmentKind.DELIVERY):
            yield _("There is no proof that what invoice {number} is for was delivered.").format(
                number=number
            )
    if not any(paper.kind for paper in found.papers):
        yield _("No letter has been sent.")
    if found.law not in FILINGS:
        yield _("The law of the claim is not chosen, so there are no ready applications.")
