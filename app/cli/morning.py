"""`today`: what there is to do, printed without loading more than it takes."""

from __future__ import annotations

from app.cli.terminal import Terminal, table
from app.services.today import morning, today_json

EVERY_ROW = 1_000_000


def today(terminal: Terminal) -> None:
    """Print the morning list, every row of it."""
    if terminal.general.as_json:
        terminal.tell(today_json(terminal.desk_to_read), ())
    else:
        terminal.tell({}, _lines(terminal))


def _lines(terminal: Terminal) -> list[str]:
    seen = morning(terminal.desk_to_read, limit=EVERY_ROW, unfolded=True)
    lines = [f"{seen.title}. {seen.summary}"]
    lines += table([(total.label, f"{total.amount} {total.also}") for total in seen.totals])
    for part in seen.parts:
        rows = [
            (
                row.name,
                row.secondary,
                row.amount,
                row.days,
                row.state_word,
                row.when or row.action_label,
                row.reason,
            )
            for row in part.rows
        ]
        lines += ["", f"{part.title} ({part.count})", *table(rows, right=(2, 3))]
    return lines
