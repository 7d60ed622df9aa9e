"""`hand-over`: the evidence pack on disk, and the note that a partner has the case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import typed
from app.cli.terminal import at
from app.i18n import N_, _

if TYPE_CHECKING:
    from app.domain.partner import Partner
    from app.services.desk import Desk
    from app.services.handing_over import Delivered

Numbers = Annotated[list[str], typer.Argument(metavar="INVOICE", help=N_("Invoices of one customer."))]
To = Annotated[str, typer.Option(metavar="PARTNER", help=N_("Who takes it on, by the name you gave."))]
Out = Annotated[
    Path, typer.Option(metavar="DIR", help=N_("The folder for the pack, or a file that ends in .zip."))
]
Kind = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help=N_(
            "Put a new partner on the register: reminder_service, service_of_process, collection_agency, "
            "mediator, credit_insurer, e_invoice_network or enforcement_authority."
        ),
    ),
]
PackLanguage = Annotated[
    str | None, typer.Option(metavar="sv|nb|en", help=N_("Its language; that of the law, if not said."))
]
Notes = Annotated[bool, typer.Option("--notes", help=N_("Take the words of calls and notes along."))]
Checked = Annotated[
    bool, typer.Option("--checked", help=N_("You have looked at the account today: nothing more came in."))
]


def hand_over_command(
    context: typer.Context,
    invoices: Numbers,
    *,
    to: To,
    out: Out,
    kind: Kind = None,
    pack_language: PackLanguage = None,
    notes: Notes = False,
    checked: Checked = False,
) -> None:
    from app.services import bank_age, handing_over
    from app.services.evidence import PackWish

    terminal = at(context)
    desk = terminal.desk
    case_ids = typed.case_ids(desk, invoices)
    wish = PackWish(typed.tongue(pack_language, "--pack-language"), notes=notes)
    partner = _partner(desk, to, kind)
    if checked:
        bank_age.confirm_checked(desk)
    made = handing_over.hand_over(desk, case_ids, handing_over.Order(partner, out, wish))
    terminal.tell(_document(made, partner), _lines(made, partner))


def _partner(desk: Desk, name: str, kind: str | None) -> Partner:
    """Return the partner of a name; with a kind, put it on the register where it is not there yet."""
    from app.domain.partner import PartnerKind
    from app.services import partners

    try:
        return partners.find_partner(desk, name)
    except partners.UnknownPartnerError:
        if kind is None:
            raise
    new = partners.new_partner(typed.one_of(PartnerKind, kind, "--kind"), name)
    partners.add_partner(desk, new)
    return partners.find_partner(desk, name)


def _document(made: Delivered, partner: Partner) -> dict[str, object]:
    from app.services.today import exact

    return {
        "partner": partner.name,
        "total": exact(made.total),
        "disputed": exact(made.disputed),
        "place": str(made.place),
        "files": list(made.files),
        "missing": list(made.missing),
    }


def _lines(made: Delivered, partner: Partner) -> list[str]:
    from app import formatting
    from app.i18n import language

    amount = formatting.money(made.total, language())
    said = (
        _("{amount} handed over to {partner}.") if partner.kind.takes_over else _("{partner} has the pack.")
    )
    disputed = formatting.money(made.disputed, language())
    left_out = _("{amount} is disputed. It stays with you and is not part of the claim.")
    return [
        *made.files,
        str(made.place),
        *made.missing,
        *([left_out.format(amount=disputed)] if made.disputed else []),
        said.format(amount=amount, partner=partner.name),
    ]
