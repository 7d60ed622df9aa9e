"""`register-extract` and `erase`: what is kept about a customer, given out or erased."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.terminal import at
from app.i18n import N_, _

Customer = Annotated[str, typer.Argument(metavar="CUSTOMER", help=N_("Name, number or organisation number."))]
File = Annotated[Path, typer.Argument(metavar="FILE", help=N_("The file to write: .pdf to read, or .json."))]
Yes = Annotated[bool, typer.Option("--yes", help=N_("Erase; without it only says what would go."))]


def register_extract_command(context: typer.Context, customer: Customer, file: File) -> None:
    from app.services import register_extract
    from app.services.registering import find_customer

    terminal = at(context)
    desk = terminal.desk_to_read
    register_extract.save_extract(desk, find_customer(desk, customer), file)
    terminal.tell({"file": str(file)}, [_("Written to {file}.").format(file=file)])


def erase_command(context: typer.Context, customer: Customer, *, yes: Yes = False) -> None:
    from app.services import erasing
    from app.services.registering import find_customer

    terminal = at(context)
    who = find_customer(terminal.desk, customer)
    known = erasing.erasure(terminal.desk, who)
    if yes:
        erasing.erase(terminal.desk, who)
    said = [_("This is erased"), *known.erases, _("This stays"), *known.keeps]
    document = {"erased": yes, "erases": known.erases, "keeps": known.keeps, "open": known.open_numbers}
    terminal.tell(document, [*said, _("Erased.") if yes else _("Nothing was erased yet; say --yes.")])
