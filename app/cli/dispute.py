"""`dispute`: what the customer contests, what was answered, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import typed
from app.cli.listing import Number, show
from app.cli.papers import LetterLanguage, Tone
from app.cli.refusal import USAGE, RefusedError
from app.cli.terminal import Terminal, at
from app.i18n import LETTER_LANGUAGES, N_, _

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.services.dispute_papers import Answer

Reason = Annotated[
    str | None,
    typer.Option(
        metavar="REASON",
        help=N_(
            "Why it is contested: wrong_amount, wrong_delivery, late_delivery, paid_or_credited, "
            "not_ordered or other."
        ),
    ),
]
Amount = Annotated[
    str | None,
    typer.Option(metavar="AMOUNT", help=N_("The contested part; with --corrected the new total.")),
]
By = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help=N_("The day to answer by; with a letter the last day to pay or answer.")
    ),
]
Note = Annotated[
    str, typer.Option(metavar="TEXT", help=N_("What the customer says; with a letter what you answer."))
]
Attach = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help=N_("A photo or paper to keep with the invoice."))
]
Answered = Annotated[bool, typer.Option("--answered", help=N_("You have answered, and wait again."))]
Upheld = Annotated[bool, typer.Option("--upheld", help=N_("The customer was right: no fee stands."))]
Stands = Annotated[bool, typer.Option("--stands", help=N_("The claim stands, without a letter."))]
Refused = Annotated[bool, typer.Option("--refused", help=N_("Refuse with a letter that says why."))]
Split = Annotated[
    str | None, typer.Option("--split", metavar="AMOUNT", help=N_("What you both agreed to take off."))
]
Corrected = Annotated[
    str | None,
    typer.Option("--corrected", metavar="NUMBER", help=N_("The invoice that takes the place of this one.")),
]
CreditNote = Annotated[
    str, typer.Option("--credit-note", metavar="NUMBER", help=N_("The number of the credit note."))
]
Mediation = Annotated[
    Path | None,
    typer.Option("--mediation", metavar="DIR", help=N_("Write what a mediator needs into this folder.")),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=N_("Where the letter goes."))]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, read."""

    case: Case
    reason: str | None
    amount: str | None
    by: date | None
    note: str
    files: tuple[Path, ...]
    tone: str | None = None
    language: str | None = None


def dispute_command(
    context: typer.Context,
    invoice: Number,
    *,
    reason: Reason = None,
    amount: Amount = None,
    by: By = None,
    note: Note = "",
    attach: Attach = None,
    answered: Answered = False,
    upheld: Upheld = False,
    stands: Stands = False,
    refused: Refused = False,
    split: Split = None,
    corrected: Corrected = None,
    credit_note: CreditNote = "",
    mediation: Mediation = None,
    tone: Tone = None,
    letter_language: LetterLanguage = None,
    out: Out = None,
) -> None:
    terminal = at(context)
    _at_most_one(answered, upheld, stands, refused, split, corrected, mediation)
    case = typed.case(terminal.desk, invoice)
    asked = _Asked(case, reason, amount, terminal.day(by), note, tuple(attach or ()), tone, letter_language)
    if corrected is not None:
        _correct(terminal, asked, corrected, credit_note)
    elif refused or split is not None:
        _write(terminal, asked, split, credit_note, out)
    elif mediation is not None:
        _mediate(terminal, asked, mediation)
    elif upheld or stands:
        _close(terminal, asked, upheld=upheld)
    elif answered:
        _answer(terminal, asked)
    else:
        _take_up(terminal, asked)
    show(terminal, terminal.desk, invoice)


def _at_most_one(*ways: object) -> None:
    if sum(way not in (None, False) for way in ways) > 1:
        raise RefusedError(USAGE, _("Choose one way to end or go on with a dispute, not several."))


def _take_up(terminal: Terminal, asked: _Asked) -> None:
    """Open a dispute; where one is open and only files came, keep them."""
    from app.domain.attachment import AttachmentKind
    from app.domain.history import DisputeReason
    from app.domain.situation import situation
    from app.services.attachments import add_all
    from app.services.disputes import Objection, take_up

    why = typed.one_of(DisputeReason, asked.reason or DisputeReason.OTHER, "--reason")
    only_files = asked.files and not (asked.reason or asked.amount or asked.by or asked.note)
    if only_files and situation(asked.case, None).dispute:
        add_all(terminal.desk, asked.case.invoice.id, AttachmentKind.DISPUTE, asked.files)
        return
    part = typed.amount(asked.amount, asked.case.invoice.currency) if asked.amount is not None else None
    take_up(terminal.desk, asked.case.invoice.id, Objection(why, part, asked.by, asked.note, asked.files))


def _answer(terminal: Terminal, asked: _Asked) -> None:
    from app.domain.business_days import add_bank_days
    from app.services.contact import ANSWER_BANK_DAYS
    from app.services.disputes import answer_dispute

    by = asked.by or add_bank_days(terminal.today, ANSWER_BANK_DAYS, asked.case.country)
    answer_dispute(terminal.desk, asked.case.invoice.id, by, note=asked.note, files=asked.files)


def _close(terminal: Terminal, asked: _Asked, *, upheld: bool) -> None:
    from app.services.disputes import close_dispute

    close_dispute(terminal.desk, asked.case.invoice.id, upheld=upheld, note=asked.note)


def _correct(terminal: Terminal, asked: _Asked, number: str, credit_note: str) -> None:
    from app.services.dispute_ways import Correction, correct_invoice, preset_due

    if asked.amount is None:
        raise RefusedError(USAGE, _("Write the total of the corrected invoice with --amount."))
    total = typed.amount(asked.amount, asked.case.invoice.currency)
    due_on = asked.by or preset_due(asked.case, terminal.today)
    new = Correction(number, total, due_on, credit_note)
    correct_invoice(terminal.desk, asked.case.invoice.id, new, note=asked.note)


def _write(
    terminal: Terminal, asked: _Asked, reduction: str | None, credit_note: str, out: Path | None
) -> None:
    """End the dispute with a letter, and write it where it is wanted."""
    from app.services import dispute_papers, dispute_ways, paper_file

    case_id = asked.case.invoice.id
    answer = _answer_of(asked, terminal.today)
    taken = typed.amount(reduction, asked.case.invoice.currency) if reduction is not None else None
    _name, pdf = dispute_papers.preview(terminal.desk, case_id, answer, taken)
    if taken is None:
        dispute_ways.refuse(terminal.desk, case_id, answer)
    else:
        dispute_ways.split(terminal.desk, case_id, taken, answer, credit_number=credit_note)
    if out is not None:
        paper_file.write(out, pdf)


def _answer_of(asked: _Asked, today: date) -> Answer:
    from app.domain import party
    from app.services.dispute_papers import Answer
    from app.services.dispute_ways import preset_pay_by

    return Answer(
        asked.note,
        asked.by or preset_pay_by(asked.case, today),
        tone=typed.one_of(party.Tone, asked.tone, "--tone") if asked.tone else None,
        language=typed.tongue(asked.language, "--letter-language", among=LETTER_LANGUAGES),
    )


def _mediate(terminal: Terminal, asked: _Asked, folder: Path) -> None:
    from app.domain.business_days import add_bank_days
    from app.services.dispute_pack import mediate_with_pack
    from app.services.dispute_view import MEDIATION_BANK_DAYS

    by = asked.by or add_bank_days(terminal.today, MEDIATION_BANK_DAYS, asked.case.country)
    mediate_with_pack(terminal.desk, asked.case.invoice.id, by, folder, note=asked.note)
