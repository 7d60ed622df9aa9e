"""`pay`, `write-off` and `interest`: money that came in, what is let go, and what the delay costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import typed
from app.cli.listing import Number, show
from app.cli.refusal import wrong_usage
from app.cli.terminal import at, table
from app.domain.money import NOK, SEK, Money
from app.i18n import N_, _, language

if TYPE_CHECKING:
    from app.domain.late_interest import CalculatorResult

Amount = Annotated[str, typer.Argument(metavar="AMOUNT", help=N_("Such as 24860.00."))]
Received = Annotated[str | None, typer.Option(metavar="DATE", help=N_("The day of payment, if not today."))]
Let = Annotated[str | None, typer.Option("--amount", metavar="AMOUNT", help=N_("If not all that is open."))]
Why = Annotated[
    str,
    typer.Option(
        "--reason",
        metavar="REASON",
        help=N_("Why: small_rest, agreed, goodwill, bankrupt, not_found, too_old or other."),
    ),
]
Note = Annotated[str, typer.Option(metavar="TEXT", help=N_("What was said, in your own words."))]
Due = Annotated[str, typer.Option(metavar="DATE", help=N_("The due date printed on the invoice."))]
Paid = Annotated[str, typer.Option(metavar="DATE", help=N_("The day of payment."))]
Country = Annotated[str, typer.Option(metavar="SE|NO", help=N_("The country of the law."))]
Kind = Annotated[
    str | None,
    typer.Option(
        "--customer", metavar="business|consumer|public", help=N_("Who pays; a consumer, if not said.")
    ),
]
_CURRENCIES = {"SE": SEK, "NO": NOK}


def pay_command(context: typer.Context, invoice: Number, amount: Amount, received: Received = None) -> None:
    from app.services.payments import book_payment

    terminal = at(context)
    on = terminal.day(received)
    case = typed.case(terminal.desk, invoice)
    paid = typed.amount(amount, case.invoice.currency)
    book_payment(terminal.desk, case.invoice.id, paid, received_on=on)
    show(terminal, terminal.desk, invoice)


def write_off_command(
    context: typer.Context,
    invoice: Number,
    *,
    amount: Let = None,
    reason: Why = "other",
    note: Note = "",
) -> None:
    from app.domain.history import WriteOffReason
    from app.services.writing_off import write_off

    terminal = at(context)
    why = typed.one_of(WriteOffReason, reason, "--reason")
    case = typed.case(terminal.desk, invoice)
    let_go = typed.amount(amount, case.invoice.currency) if amount is not None else None
    write_off(terminal.desk, case.invoice.id, amount=let_go, reason=why, note=note)
    show(terminal, terminal.desk, invoice)


def interest_command(
    context: typer.Context, amount: Amount, *, due: Due, paid: Paid, country: Country, customer: Kind = None
) -> None:
    from app import statutes
    from app.domain.late_interest import calculate
    from app.domain.party import CustomerKind

    terminal = at(context)
    if country.upper() not in _CURRENCIES:
        said = _("There are no rules for {country} yet. Choose SE or NO.")
        raise wrong_usage(said.format(country=country))
    kind = typed.one_of(CustomerKind, customer, "--customer") if customer else None
    due_on, paid_on = terminal.day(due), terminal.day(paid)
    assert due_on and paid_on
    result = calculate(
        typed.amount(amount, _CURRENCIES[country.upper()]),
        due=due_on,
        paid=paid_on,
        country=country.upper(),
        customer_kind=kind,
        statutes=statutes.load(),
    )
    terminal.tell(_document(result), _lines(result))


def _document(result: CalculatorResult) -> dict[str, object]:
    from app.services.today import exact

    segments = [
        {
            "first_day": part.first_day.isoformat(),
            "last_day": part.last_day.isoformat(),
            "days": part.days,
            "divisor": part.divisor,
            "rate": f"{part.rate:.2f}",
            "amount": exact(Money.of(part.amount, result.total.currency)),
        }
        for part in result.segments
    ]
    return {"segments": segments, "total": exact(result.total), "law": result.law}


def _lines(result: CalculatorResult) -> list[str]:
    from app import formatting

    tongue, currency = language(), result.total.currency
    rows = [
        (
            part.first_day.isoformat(),
            part.last_day.isoformat(),
            formatting.days(part.days, tongue),
            formatting.percent(part.rate, tongue),
            formatting.money(Money.of(part.amount, currency), tongue),
        )
        for part in result.segments
    ]
    total = _("Late interest: {amount} ({law})")
    said = total.format(amount=formatting.money(result.total, tongue), law=result.law)
    return [*table(rows, right=(2, 3, 4)), said]
