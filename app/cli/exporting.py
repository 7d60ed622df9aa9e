"""`export`: a list as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli import typed
from app.cli.terminal import at
from app.i18n import N_, ngettext

What = Annotated[
    str, typer.Argument(metavar="WHAT", help=N_("invoices, customers, plans, letters or written_off."))
]
File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=N_("The file to write; its end says which kind: .csv, .xlsx, .pdf.")),
]
Filter = Annotated[
    str,
    typer.Option(
        "--filter",
        metavar="FILTER",
        help=N_(
            "Which rows; of invoices all_open, overdue, promised, disputed, paused, in_plan, "
            "handed_over or paid."
        ),
    ),
]
Text = Annotated[str, typer.Option(metavar="TEXT", help=N_("Only rows with these words."))]


def export_command(
    context: typer.Context, what: What, file: File, *, filter: Filter = "", text: Text = ""
) -> None:
    from app.services import exporting
    from app.services.listing import Query

    terminal = at(context)
    known = exporting.filters(what)
    if filter and filter not in known:
        raise typed.not_among(known, filter, "--filter")
    rows = exporting.export(terminal.desk_to_read, what, file, Query(filter=filter, text=text))
    said = ngettext("{n} row written to {file}.", "{n} rows written to {file}.", rows)
    terminal.tell({"rows": rows, "file": str(file)}, [said.format(n=rows, file=file)])
