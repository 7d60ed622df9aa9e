"""`add`, `set`, `set-customer` and `firm`: what the user knows, typed in."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli import typed
from app.cli.commands import Command, Subgroup
from app.cli.listing import Number
from app.cli.refusal import wrong_usage
from app.cli.terminal import Terminal, at, table
from app.i18n import N_, _

Pairs = Annotated[list[str], typer.Argument(metavar="KEY=VALUE", help=N_("Facts and what they are."))]
MorePairs = Annotated[
    list[str] | None, typer.Argument(metavar="KEY=VALUE", help=N_("More facts, named as for set."))
]
Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("The customer's name, number or identifier."))]
NewName = Annotated[str, typer.Argument(metavar="NAME", help=N_("What the customer is called."))]
NewNumber = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The number of the invoice."))]
Fact = Annotated[str | None, typer.Option(metavar="VALUE", help=N_("Like KEY=VALUE for set-customer."))]
Whose = Annotated[str, typer.Option("--customer", metavar="NAME", help=N_("Who owes it."))]
Total = Annotated[str, typer.Option("--total", "--amount", metavar="AMOUNT", help=N_("What is owed."))]
Issued = Annotated[
    str | None, typer.Option("--issued", "--issued-on", metavar="DATE", help=N_("Its date, if not today."))
]
Due = Annotated[str | None, typer.Option("--due", "--due-on", metavar="DATE", help=N_("The due date on it."))]
Code = Annotated[str | None, typer.Option(metavar="SEK", help=N_("The firm's own currency, if not said."))]
Reference = Annotated[
    str, typer.Option("--reference", "--payment-reference", metavar="TEXT", help=N_("The payment reference."))
]
Subject = Annotated[str, typer.Option(metavar="TEXT", help=N_("What it is for."))]

add_command = typer.Typer(cls=Subgroup, add_completion=False, rich_markup_mode=None)
_CURRENCIES = {"SE": "SEK", "NO": "NOK"}


def _show(terminal: Terminal, document: dict[str, object]) -> None:
    rows = [(key, "–" if value is None else str(value)) for key, value in document.items()]
    terminal.tell(document, table(rows))


def add_customer(
    context: typer.Context,
    name: NewName,
    more: MorePairs = None,
    *,
    kind: Fact = None,
    country: Fact = None,
    language: Fact = None,
    tone: Fact = None,
    channel: Fact = None,
    identifier: Fact = None,
    number: Fact = None,
    address: Fact = None,
    email: Fact = None,
    phone: Fact = None,
) -> None:
    from app.domain.party import Customer, CustomerId
    from app.services.facts import read_customer
    from app.services.objects import customer_object
    from app.services.registering import add_customer as add

    options = {
        "kind": kind, "country": country, "language": language, "tone": tone, "channel": channel,
        "identifier": identifier, "number": number, "address": address, "email": email, "phone": phone,
    }  # fmt: skip
    terminal = at(context)
    given = {key: value for key, value in options.items() if value is not None}
    who = read_customer(Customer(CustomerId(0), name), typed.pairs(more or ()) | given)
    if not who.name.strip():
        raise wrong_usage(_("{name} is missing.").format(name="NAME"))
    added = add(terminal.desk, who)
    _show(terminal, customer_object(terminal.desk, next(iter(added.customers))))


def add_invoice(
    context: typer.Context,
    number: NewNumber,
    more: MorePairs = None,
    *,
    customer: Whose,
    total: Total,
    issued: Issued = None,
    due: Due = None,
    currency: Code = None,
    reference: Reference = "",
    subject: Subject = "",
) -> None:
    from app.services.facts import read_facts
    from app.services.firm import read_firm
    from app.services.objects import invoice_object
    from app.services.registering import NewInvoice, find_customer
    from app.services.registering import add_invoice as add

    terminal = at(context)
    issued_on, due_on = terminal.day(issued) or terminal.today, terminal.day(due)
    facts = read_facts(typed.pairs(more or ()))
    code = currency or _CURRENCIES[read_firm(terminal.desk).country]
    claimed = typed.amount(total, typed.currency(code))
    if claimed.minor <= 0:
        raise wrong_usage(_("The amount has to be more than nothing."))
    new = NewInvoice(
        find_customer(terminal.desk, customer), number, claimed, issued_on, due_on, reference, subject, facts
    )
    added = add(terminal.desk, new)
    _show(terminal, invoice_object(terminal.desk, next(iter(added.cases))))


add_command.command("customer", cls=Command, help=N_("Add a customer."))(add_customer)
add_command.command("invoice", cls=Command, help=N_("Add an invoice."))(add_invoice)


def set_command(context: typer.Context, invoice: Number, facts: Pairs) -> None:
    from app.services.facts import set_invoice
    from app.services.objects import invoice_object

    terminal = at(context)
    changes = typed.pairs(facts)
    case_id = typed.case_ids(terminal.desk, [invoice])[0]
    set_invoice(terminal.desk, case_id, changes)
    _show(terminal, invoice_object(terminal.desk, case_id))


def set_customer_command(context: typer.Context, name: Name, facts: Pairs) -> None:
    from app.services.facts import set_customer
    from app.services.objects import customer_object
    from app.services.registering import find_customer

    terminal = at(context)
    changes = typed.pairs(facts)
    customer_id = find_customer(terminal.desk, name)
    set_customer(terminal.desk, customer_id, changes)
    _show(terminal, customer_object(terminal.desk, customer_id))


def firm_command(context: typer.Context, facts: MorePairs = None) -> None:
    from app.services.firm import read_firm, set_firm
    from app.services.objects import firm_object

    terminal = at(context)
    changes = typed.pairs(facts or ())
    if changes:
        set_firm(terminal.desk, _with_address_in_parts(changes))
    _show(terminal, firm_object(read_firm(terminal.desk_to_read)))


def _with_address_in_parts(changes: dict[str, str]) -> dict[str, str]:
    """Return the changes with `address` as the street, postcode and city that a firm keeps apart."""
    from app.domain.party import Address
    from app.services.facts import read_address

    if "address" not in changes:
        return changes
    whole = read_address(changes["address"], Address())
    rest = {key: value for key, value in changes.items() if key != "address"}
    return {"street": whole.street, "postcode": whole.postcode, "city": whole.city} | rest
