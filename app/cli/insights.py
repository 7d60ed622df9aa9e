"""`insights`: the answers of the window, on the terminal or as one page of paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import typed
from app.cli.output_file import written
from app.cli.terminal import at, table
from app.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.desk import Desk
    from app.services.insights_answer import Insights

Period = Annotated[str, typer.Option(metavar="3|12|all", help=N_("How many months back, or everything."))]
Asking = Annotated[bool, typer.Option("--asking", help=N_("How your way of asking works, instead."))]
Months = Annotated[
    int,
    typer.Option(
        metavar="N", min=1, max=60, help=N_("With --asking: a new invoice within so many months counts.")
    ),
]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Also write it as a page of PDF."))]


def insights_command(
    context: typer.Context,
    *,
    period: Period = "12",
    asking: Asking = False,
    months: Months = 6,
    out: Out = None,
) -> None:
    from app.services import insights, stayed

    if period not in insights.PERIODS:
        raise typed.not_among(list(insights.PERIODS), period, "--period")
    terminal = at(context)
    desk = terminal.desk_to_read
    found = stayed.asking(desk, months) if asking else insights.insights(desk, period)
    if out is not None:
        pdf = stayed.pdf(desk, months) if asking else insights.pdf(desk, period)
        with written(out, _name(desk, asking=asking), pdf):
            pass
    terminal.tell(_document(found), _lines(found))


def _name(desk: Desk, *, asking: bool) -> str:
    from app.services import insights, stayed

    return stayed.name(desk) if asking else insights.name(desk)


def _document(found: Insights) -> dict[str, object]:
    answers = [
        {"key": each.key, "title": each.title, "note": each.note, "heads": each.heads, "rows": each.rows}
        for each in found.answers
    ]
    return {"summary": found.summary, "answers": answers, "advice": found.advice, "counted": found.counted}


def _lines(found: Insights) -> Iterator[str]:
    yield found.summary
    for each in found.answers:
        yield from ("", each.title, each.note)
        yield from table([each.heads, *each.rows], right=range(1, len(each.heads)))
    if found.advice:
        yield from ("", found.advice)
