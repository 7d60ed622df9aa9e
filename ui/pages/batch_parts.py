"""The rows of a run of letters, as the list shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.services.explain.outcomes import letter_name
from ui.models.rows import HeaderRow, WorkRow

if TYPE_CHECKING:
    from ui.view_models.batch_model import Row

_FAILED, _STOPPED, _READY, _MADE = range(4)
_HEADS = (N_("Not made"), N_("Need you first"), N_("Ready"), N_("Made, not sent yet"))


def lines(rows: Sequence[Row]) -> list[HeaderRow | WorkRow]:
    """Return the lines of the list, what needs the user first; a row is named by its place, from 1."""
    found: list[HeaderRow | WorkRow] = []
    for group, head in enumerate(_HEADS):
        mine = [_line(place, row) for place, row in enumerate(rows, 1) if _group(row) == group]
        if mine:
            found += [HeaderRow(_(head), str(len(mine))), *mine]
    return found


def _group(row: Row) -> int:
    if row.failure:
        return _FAILED
    if row.made:
        return _MADE
    return _STOPPED if row.planned.conflict or row.planned.doubt else _READY


def _line(place: int, row: Row) -> WorkRow:
    about, form = row.planned.about, row.planned.form
    reason = _reason(row)
    spoken = _("{name}. {numbers}. {amount}. {state}. {reason}").format(
        name=about.name, numbers=form.numbers, amount=form.total, state=about.state_word, reason=reason
    )
    return WorkRow(
        customer_id=place,
        currency="",
        section="then",
        state=about.state,
        name=about.name,
        secondary=form.numbers,
        state_word=about.state_word,
        reason=reason,
        amount=form.total,
        days="",
        action_label="",
        action_key="",
        when="",
        accessible=_("Marked. {row}").format(row=spoken) if row.taken else spoken,
        marked=row.taken,
    )


def _reason(row: Row) -> str:
    if row.failure or row.planned.conflict:
        return row.failure or row.planned.conflict
    name = letter_name(row.planned.form.wish.kind)
    if row.made:
        return _("{letter}, number {number}").format(letter=name, number=row.made.number)
    return row.planned.doubt or name


def failures(rows: Sequence[Row]) -> Iterator[str]:
    """Return the letters that were not made, each with the reason."""
    for row in rows:
        if row.failure:
            yield _("{name}: {reason}").format(name=row.planned.about.name, reason=row.failure)
