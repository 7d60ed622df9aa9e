"""`today` and `show`: what there is to do, and one invoice as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.morning import today
from app.cli.terminal import Terminal, at, table
from app.i18n import N_, _

if TYPE_CHECKING:
    from app.services.case_view import CasePage
    from app.services.desk import Desk

Number = Annotated[str, typer.Argument(metavar="INVOICE", help=N_("The invoice number, or CUSTOMER/NUMBER."))]


def today_command(context: typer.Context) -> None:
    today(at(context))


def show_command(context: typer.Context, invoice: Number) -> None:
    terminal = at(context)
    show(terminal, terminal.desk_to_read, invoice)


def show(terminal: Terminal, desk: Desk, number: str) -> None:
    """Print one case, as every command does that changes one."""
    from app.services.case_view import case_page, find_case, show_json

    if terminal.general.as_json:
        terminal.tell(show_json(desk, number), ())
    else:
        terminal.tell({}, _page(case_page(desk, find_case(desk, number))))


def _page(page: CasePage) -> list[str]:
    paper = page.case.invoice
    lines = [f"{paper.number}  {page.case.customer.name}  {page.state_word}"]
    lines += table(
        [
            (_("Issued"), page.issued),
            (_("Due"), page.due),
            (_("Late"), page.late),
            (_("Reference"), page.reference),
            (_("Enforceable until"), f"{page.limitation}. {page.limitation_why}" if page.limitation else ""),
        ]
    )
    lines += ["", _("To pay today")]
    money = [(part.label, part.amount) for part in page.parts if part.used]
    lines += table([*money, (_("Total"), page.total_text)], right=(1,))
    lines += ["", page.next_step.headline, *page.next_step.reasons, "", _("What has happened")]
    told = [moment for moment in page.moments if moment.when == "past"]
    lines += table(
        [(moment.on.isoformat(), f"{moment.title}. {moment.text} {moment.quote}") for moment in told]
    )
    return lines
