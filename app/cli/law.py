"""`rates`: what is known of the law and until when, and figures of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli import typed
from app.cli.commands import Command, Subgroup
from app.cli.terminal import at, table
from app.i18n import N_
from app.services.changes import Changes

Table = Annotated[str, typer.Argument(metavar="COUNTRY/NAME", help=N_("As rates list writes it."))]
Figure = Annotated[str, typer.Argument(metavar="FIGURE", help=N_("Such as 2.50."))]
From = Annotated[str, typer.Option("--from", metavar="DATE", help=N_("The first day it holds."))]
Source = Annotated[str, typer.Option(metavar="TEXT", help=N_("The page or document where it was read."))]
Through = Annotated[
    str | None, typer.Option(metavar="DATE", help=N_("The last day it is known, where the law sets none."))
]
Correct = Annotated[bool, typer.Option("--correct", help=N_("It corrects the figure of that day."))]
Act = Annotated[int, typer.Argument(metavar="1988|2026", help=N_("The year of the act that holds."))]
ConfirmedThrough = Annotated[
    str, typer.Option("--through", metavar="DATE", help=N_("The last day that is confirmed."))
]
OptionalFrom = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help=N_("The first day, if not the next one."))
]
TableFile = Annotated[Path, typer.Argument(metavar="FILE", help=N_("A table of law, as TOML."))]

rates_command = typer.Typer(cls=Subgroup, add_completion=False, rich_markup_mode=None)
_ACTS = (1988, 2026)


def list_rates(context: typer.Context) -> None:
    from app.services.rates import overview

    terminal = at(context)
    found = overview(terminal.desk_to_read)
    document = {
        "tables": [
            {
                "table": f"{line.country}/{line.name}",
                "value": line.value,
                "known_until": line.known_until.isoformat() if line.known_until else None,
                "law": line.law,
                "source": line.source,
            }
            for line in found
        ]
    }
    rows = [(f"{line.country}/{line.name}", line.value, line.known) for line in found]
    terminal.tell(document, table(rows, right=(1,)))


def add_rate(
    context: typer.Context,
    name: Table,
    figure: Figure,
    *,
    valid_from: From,
    source: Source,
    through: Through = None,
    correct: Correct = False,
) -> None:
    from app.services.rates import NewRow, add_row

    terminal = at(context)
    country, _sign, plain = name.partition("/")
    day = terminal.day(valid_from)
    assert day is not None
    new = NewRow(country, plain, day, figure, source, terminal.day(through), replaces=correct)
    _tell_done(context, add_row(terminal.desk, new))


def confirm_rules(
    context: typer.Context, act: Act, *, through: ConfirmedThrough, source: Source, start: OptionalFrom = None
) -> None:
    from app.services.rates import confirm_regime

    terminal = at(context)
    if act not in _ACTS:
        raise typed.not_among([str(year) for year in _ACTS], str(act), "ACT")
    last = terminal.day(through)
    assert last is not None
    changes = confirm_regime(terminal.desk, act, through=last, source=source, first_day=terminal.day(start))
    _tell_done(context, changes)


def read_rates(context: typer.Context, file: TableFile) -> None:
    from app.services.rate_file import accept_table_file, read_table_file

    terminal = at(context)
    found = read_table_file(terminal.desk, file)
    accept_table_file(terminal.desk, found)
    terminal.tell({"table": found.title, "added": list(found.lines), "same": found.same}, found.lines)


def _tell_done(context: typer.Context, changes: Changes) -> None:
    from app.services.explain.actions import done

    said = done(changes)
    at(context).tell({"done": said}, [said])


rates_command.command("list", cls=Command, help=N_("Show every table and how far it is known."))(list_rates)
rates_command.command("add", cls=Command, help=N_("Add a figure to a table, or correct one."))(add_rate)
rates_command.command("confirm", cls=Command, help=N_("Confirm which Norwegian inkassolov holds."))(
    confirm_rules
)
rates_command.command("read", cls=Command, help=N_("Read in a table of law from a file."))(read_rates)
