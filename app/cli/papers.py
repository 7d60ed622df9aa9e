"""`letter` and `plan`: PDFs in files, booked only when they are said to be sent or signed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import typed
from app.cli.output_file import written
from app.cli.terminal import Terminal, at, table
from app.domain.history import LetterKind
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.i18n import LETTER_LANGUAGES, N_, _, language

if TYPE_CHECKING:
    from datetime import date

    from app.services.desk import Desk
    from app.services.plans import PlanProposal
    from app.services.reminders import Proposal

Numbers = Annotated[list[str], typer.Argument(metavar="INVOICE", help=N_("Invoices of one customer."))]
Kind = Annotated[
    str,
    typer.Option(
        metavar="KIND",
        help=N_(
            "The letter: friendly, plan_end, reminder, collection_demand, collection_warning, "
            "payment_demand, enforcement_notice, thanks, apology or statement."
        ),
    ),
]
Tone = Annotated[str | None, typer.Option(metavar="warm|plain|firm", help=N_("How it sounds."))]
LetterLanguage = Annotated[
    str | None,
    typer.Option(metavar="|".join(LETTER_LANGUAGES), help=N_("Its language; the customer's, if not said.")),
]
Fee = Annotated[bool, typer.Option("--fee", help=N_("Add the fee that the law allows for it."))]
Compensation = Annotated[
    bool, typer.Option("--compensation", help=N_("Claim the compensation for late payment."))
]
NoInterest = Annotated[bool, typer.Option("--no-interest", help=N_("Leave out late interest."))]
PayBy = Annotated[str | None, typer.Option(metavar="DATE", help=N_("The last day to pay."))]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Where to write the PDF."))]
Sent = Annotated[str | None, typer.Option(metavar="DATE", help=N_("Book it as sent on this day."))]
NotTheirs = Annotated[
    bool, typer.Option("--not-theirs", help=N_("The payment that waits is not for these invoices."))
]
Count = Annotated[
    int, typer.Option("--instalments", metavar="N", min=1, max=120, help=N_("How many instalments."))
]
First = Annotated[str, typer.Option(metavar="DATE", help=N_("The first day of payment."))]
Rhythm = Annotated[
    str,
    typer.Option(metavar="RHYTHM", help=N_("Then: weekly, fortnightly, monthly or last-bank-day.")),
]
Signed = Annotated[str | None, typer.Option(metavar="DATE", help=N_("Book it as signed on this day."))]
Change = Annotated[bool, typer.Option("--change", help=N_("Make a new version of the plan that runs."))]


def letter_command(
    context: typer.Context,
    invoices: Numbers,
    *,
    kind: Kind,
    tone: Tone = None,
    letter_language: LetterLanguage = None,
    fee: Fee = False,
    compensation: Compensation = False,
    no_interest: NoInterest = False,
    pay_by: PayBy = None,
    out: Out = None,
    sent: Sent = None,
    not_theirs: NotTheirs = False,
) -> None:
    from app.domain import party
    from app.services import reminders, sending
    from app.services.could_be_paid import refuse_if_paid
    from app.services.printed import letter_printed

    terminal = at(context)
    sent_on = terminal.day(sent)
    wish = reminders.Wish(
        kind=typed.one_of(LetterKind, kind, "--kind"),
        tone=typed.one_of(party.Tone, tone, "--tone") if tone else None,
        language=typed.tongue(letter_language, "--letter-language", among=LETTER_LANGUAGES),
        interest=not no_interest,
        fee=fee,
        compensation=compensation,
        pay_by=terminal.day(pay_by),
    )
    desk = _on_day(terminal.desk, sent_on)
    proposal = reminders.propose(desk, typed.case_ids(desk, invoices), wish)
    if proposal.letter.asks and not not_theirs:
        refuse_if_paid(desk, [case.invoice.id for case in proposal.cases])
    _warn_of_old_bank_data(terminal, proposal)
    _warn_of_own_limits(terminal, desk, proposal)
    printed = letter_printed(desk, proposal)
    with written(out, proposal.file_name, printed.pdf if printed else proposal.pdf()) as path:
        letter_id = printed.id if printed else sending.make(desk, proposal)
        if sent_on:
            sending.mark_sent(desk, letter_id, sent_on=sent_on)
    terminal.tell(_letter_document(proposal, path), _letter_lines(proposal, path, sent_on))


def _on_day(desk: Desk, day: date | None) -> Desk:
    """Return a desk on which it is the day of sending, which is the letter's; a day ahead is refused."""
    from app.services.errors import FutureDayError

    if day is None or day == desk.today():
        return desk
    if day > desk.today():
        raise FutureDayError(day, desk.today())
    from app.bootstrap import SystemClock

    moved = replace(desk, clock=SystemClock(day))
    moved.database = desk.database
    return moved


def _warn_of_old_bank_data(terminal: Terminal, proposal: Proposal) -> None:
    stale = any(check.code == "bank_data" and not check.is_good for check in proposal.checks)
    if stale and proposal.letter.asks:
        terminal.warn(
            _("Payments have not been read in for three bank days. Check the account before it goes out.")
        )


def _warn_of_own_limits(terminal: Terminal, desk: Desk, proposal: Proposal) -> None:
    from app.services.own_limits import before_letter

    for each in before_letter(desk, proposal.cases[0]) if proposal.letter.asks else ():
        terminal.warn(each.words)


def _letter_document(proposal: Proposal, path: Path) -> dict[str, object]:
    from app.services.today import exact

    pay_by = proposal.claim.pay_by
    return {
        "kind": proposal.wish.kind.value,
        "invoices": [line.number for line in proposal.claim.lines],
        "lines": [{"kind": kind.value, "amount": exact(amount)} for kind, amount in _sums(proposal)],
        "total": exact(proposal.claim.total),
        "pay_by": pay_by.isoformat() if pay_by else None,
        "file": str(path),
    }


def _sums(proposal: Proposal) -> list[tuple[EntryKind, Money]]:
    """Return what the letter asks for, kind by kind: principal, late interest, then the fixed sums."""
    from app.services.letter_content import charges

    lines, nothing = proposal.claim.lines, Money.zero(proposal.claim.currency)
    sums = {
        EntryKind.PRINCIPAL: sum((line.principal for line in lines), nothing),
        EntryKind.LATE_INTEREST: sum((line.interest_booked + line.interest_new for line in lines), nothing),
    }
    for charge in charges(proposal.cases, proposal.claim):
        sums[charge.kind] = sums.get(charge.kind, nothing) + charge.amount
    return [(kind, amount) for kind, amount in sums.items() if amount]


def _letter_lines(proposal: Proposal, path: Path, sent_on: date | None) -> list[str]:
    from app import formatting
    from app.services.explain.amounts import component_name

    tongue = language()
    rows = [(component_name(kind), formatting.money(amount, tongue)) for kind, amount in _sums(proposal)]
    rows.append((_("Total"), formatting.money(proposal.claim.total, tongue)))
    said = (
        _("Booked as sent.") if sent_on else _("Nothing is booked until it is marked as sent, with --sent.")
    )
    return [*table(rows, right=(1,)), str(path), said]


def plan_command(
    context: typer.Context,
    invoices: Numbers,
    *,
    count: Count,
    first: First,
    rhythm: Rhythm = "monthly",
    fee: Fee = False,
    out: Out = None,
    signed: Signed = None,
    change: Change = False,
) -> None:
    from app.domain import payment_plan
    from app.services import plans
    from app.services.printed import plan_printed

    terminal = at(context)
    first_on, signed_on = terminal.day(first), terminal.day(signed)
    assert first_on is not None
    beat = typed.one_of(payment_plan.Rhythm, rhythm, "--rhythm")
    desk = _on_day(terminal.desk, signed_on)
    wish = plans.PlanWish(count, first_on, beat, fee=fee, changes=change)
    proposal = plans.propose(desk, typed.case_ids(desk, invoices), wish)
    printed = plan_printed(desk, proposal)
    with written(out, proposal.file_name, printed.pdf if printed else proposal.pdf()) as path:
        plan_id = printed.id if printed else plans.make(desk, proposal)
        if signed_on:
            plans.sign(desk, plan_id, signed_on=signed_on)
    terminal.tell(_plan_document(proposal, path), _plan_lines(proposal, path, signed_on))


def _plan_document(proposal: PlanProposal, path: Path) -> dict[str, object]:
    from app.services.today import exact

    rows = [{"on": row.due_on.isoformat(), "amount": exact(row.amount)} for row in proposal.instalments]
    return {"instalments": rows, "total": exact(proposal.claim.total), "file": str(path)}


def _plan_lines(proposal: PlanProposal, path: Path, signed_on: date | None) -> list[str]:
    from app import formatting

    tongue = language()
    rows = [(row.due_on.isoformat(), formatting.money(row.amount, tongue)) for row in proposal.instalments]
    rows.append((_("Total"), formatting.money(proposal.claim.total, tongue)))
    said = _("The plan runs.") if signed_on else _("The plan runs once it is signed, with --signed.")
    return [*table(rows, right=(1,)), str(path), said]
