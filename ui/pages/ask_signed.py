"""The question whether a plan is signed, with the day it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.i18n import _
from ui.pages.ask_bar import Answer, AskBar
from ui.pages.reading import date_field
from ui.widgets.field import FieldBox


def ask_signed(
    bar: AskBar, words: str, today: date, sign: Callable[[date | None], None], others: Sequence[Answer]
) -> None:
    """Ask; `sign` is given the day that was written, today unless it was changed."""
    field = date_field(today, name=_("Signed on"), past=True)
    field.set_value(today)
    mark = Answer(_("The plan is signed"), lambda: sign(field.value()), "↵")
    bar.ask(words, (mark, *others), extra=FieldBox(_("Signed on"), field))
