"""`match`: what the bank files brought and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.refusal import wrong_usage
from app.cli.terminal import at, table
from app.i18n import N_, _, language

if TYPE_CHECKING:
    from app.services.matching_values import Overview, Proposal

Accept = Annotated[
    str | None, typer.Option(metavar="certain", help=N_("Book every payment that is certain."))
]


def match_command(context: typer.Context, accept: Accept = None) -> None:
    from app.services import matching

    if accept not in (None, "certain"):
        said = _("--accept cannot be {typed}. Only certain payments are booked without a look.")
        raise wrong_usage(said.format(typed=accept))
    terminal = at(context)
    seen = matching.overview(terminal.desk)
    lines = list(_lines(seen))
    if accept:
        done = matching.accept_certain(terminal.desk)
        lines += [_("{what} booked.").format(what=done.changes.about), *done.words] if done.booked else []
    if seen.age.is_stale:
        terminal.warn(seen.age.words)
    terminal.tell(_document(seen), lines)


def _document(seen: Overview) -> dict[str, object]:
    named = {"certain": seen.certain, "likely": seen.likely, "unknown": seen.unknown}
    return {name: [payment_document(each) for each in found] for name, found in named.items()}


def payment_document(found: Proposal) -> dict[str, object]:
    """Return a payment in the form of every `--json` answer; what the bank took back is negative."""
    from app.services.today import exact

    amount = -found.amount if found.movement == "reversal" else found.amount
    return {
        "received_on": found.received_on.isoformat(),
        "amount": exact(amount),
        "currency": str(amount.currency),
        "payer": found.payer or None,
        "reference": found.reference or None,
        "message": found.message or None,
        "bank_id": found.bank_id or None,
        "match": {
            "certainty": found.certainty.value,
            "invoices": list(found.numbers),
            "why": " ".join(filter(None, (found.why, found.difference))),
        },
    }


def _lines(seen: Overview) -> Iterator[str]:
    if not seen.count:
        yield _("No payment waits.")
    for title, found in (
        (_("Certain"), seen.certain),
        (_("Likely"), seen.likely),
        (_("Unknown"), seen.unknown),
    ):
        if found:
            yield f"{title} ({len(found)})"
            yield from payment_lines(found)


def payment_lines(found: Sequence[Proposal]) -> list[str]:
    """Return payments as rows for people: day, amount, payer, invoices, why."""
    from app import formatting

    rows = []
    for each in found:
        amount = -each.amount if each.movement == "reversal" else each.amount
        rows.append(
            (
                each.received_on.isoformat(),
                formatting.money(amount, language()),
                each.payer or each.reference or each.message.partition("\n")[0],
                ", ".join(each.numbers),
                " ".join(filter(None, (each.why, each.difference))),
            )
        )
    return table(rows, right=(1,))
