"""`call`, `reason`, `note`, `snooze` and `proof`: what was said, and when to come back to it."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli import typed
from app.cli.listing import Number, show
from app.cli.terminal import at
from app.i18n import N_

Outcome = Annotated[
    str,
    typer.Option(
        metavar="OUTCOME",
        help=N_(
            "What it came to: promised, disputed, no_answer, call_back, cannot_pay, not_received, "
            "wrong_recipient or says_paid."
        ),
    ),
]
By = Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day that was named."))]
Amount = Annotated[str | None, typer.Option(metavar="AMOUNT", help=N_("The amount that was named."))]
Reason = Annotated[
    str,
    typer.Option(
        metavar="REASON",
        help=N_(
            "Why it is contested: wrong_amount, wrong_delivery, late_delivery, paid_or_credited, "
            "not_ordered or other."
        ),
    ),
]
WHY = N_(
    "Why it is unpaid: not_sent, wrong_amount, wrong_recipient, missing_reference, late_delivery, lost, "
    "forgotten, waiting_for_approval, dissatisfied, misunderstood_terms, cannot_pay, habit or paid_already."
)
Why = Annotated[str | None, typer.Option(metavar="WHY", help=WHY)]
Unpaid = Annotated[str, typer.Argument(metavar="WHY", help=WHY)]
Answered = Annotated[
    bool, typer.Option("--answered", help=N_("What the reason asked for has gone to the customer."))
]
Note = Annotated[str, typer.Option(metavar="TEXT", help=N_("What was said, in your own words."))]
At = Annotated[str, typer.Option("--at", metavar="HH:MM", help=N_("The hour to call back."))]
Text = Annotated[str, typer.Argument(metavar="TEXT", help=N_("What to remember."))]
Until = Annotated[str, typer.Argument(metavar="DATE", help=N_("The day on which it comes back."))]

What = Annotated[str, typer.Argument(metavar="WHAT", help=N_("letter or promise."))]
Arrived = Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day the letter arrived."))]
How = Annotated[str, typer.Option("--note", metavar="TEXT", help=N_("The proof, and where it is kept."))]


def call_command(
    context: typer.Context,
    invoice: Number,
    *,
    outcome: Outcome,
    by: By = None,
    amount: Amount = None,
    reason: Reason = "other",
    note: Note = "",
    hour: At = "",
    why: Why = None,
) -> None:
    from app.domain import history
    from app.services.contact import Call, log_call

    terminal = at(context)
    came_to = typed.one_of(history.Outcome, outcome, "--outcome")
    contested = typed.one_of(history.DisputeReason, reason, "--reason")
    unpaid = typed.one_of(history.UnpaidReason, why, "--why") if why else None
    named_day = terminal.day(by)
    case = typed.case(terminal.desk, invoice)
    call = Call(
        came_to,
        by=named_day,
        at=hour,
        amount=typed.amount(amount, case.invoice.currency) if amount is not None else None,
        reason=contested,
        note=note,
        why=unpaid,
    )
    log_call(terminal.desk, [case.invoice.id], call)
    show(terminal, terminal.desk, invoice)


def reason_command(
    context: typer.Context,
    invoice: Number,
    why: Unpaid = "",
    *,
    by: By = None,
    amount: Amount = None,
    note: Note = "",
    answered: Answered = False,
) -> None:
    from app.domain.history import UnpaidReason
    from app.services import reason_paths

    terminal = at(context)
    day = terminal.day(by)
    case = typed.case(terminal.desk, invoice)
    named = typed.amount(amount, case.invoice.currency) if amount is not None else None
    if answered:
        reason_paths.mark_answered(terminal.desk, [case.invoice.id])
    else:
        reason = typed.one_of(UnpaidReason, why, "WHY")
        reason_paths.give_reason(terminal.desk, [case.invoice.id], reason, by=day, amount=named, note=note)
    show(terminal, terminal.desk, invoice)


def note_command(context: typer.Context, invoice: Number, text: Text) -> None:
    from app.services.contact import take_note

    terminal = at(context)
    take_note(terminal.desk, typed.case_ids(terminal.desk, [invoice]), text)
    show(terminal, terminal.desk, invoice)


def snooze_command(context: typer.Context, invoice: Number, until: Until) -> None:
    from app.services.contact import snooze

    terminal = at(context)
    day = terminal.day(until)
    assert day is not None
    snooze(terminal.desk, typed.case_ids(terminal.desk, [invoice]), day)
    show(terminal, terminal.desk, invoice)


def proof_command(
    context: typer.Context, invoice: Number, what: What, *, arrived: Arrived = None, note: How = ""
) -> None:
    from app.services import proofs

    terminal = at(context)
    day = terminal.day(arrived) or terminal.today
    [case_id] = typed.case_ids(terminal.desk, [invoice])
    if what not in ("letter", "promise"):
        raise typed.not_among(("letter", "promise"), what, "WHAT")
    if what == "letter":
        proofs.prove_arrival(terminal.desk, case_id, day, note=note)
    else:
        proofs.prove_promise(terminal.desk, case_id, note=note)
    show(terminal, terminal.desk, invoice)
