"""What a file has wrong, cause by cause, and what the user can do about each: in place, or by one rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.money import Money
from app.formatting import iso
from app.i18n import N_, _, ngettext
from app.importers import problems
from app.importers.detect import TABLES
from app.importers.draft import Draft, Hint, Problem
from app.importers.sie_file import ENCODINGS
from app.importers.written_day import Order
from app.importers.written_number import Mark as DecimalMark
from app.services import import_words
from app.services.import_compare import Ref
from app.services.import_preview import FilePreview, Preview, TableWish

_LINES_NAMED = 4
_TYPED = frozenset({
    "missing", "not_a_day", "impossible_day", "not_an_amount", "ambiguous_amount", "currency_unknown",
    "rest_empty", "part_paid", "due_missing", "due_in_terms", "rest_above_total", "paid_yet_open",
    "number_twice", "number_of_another",
})  # fmt: skip
_SKIPPED = _TYPED - {"due_missing", "due_in_terms"} | {"too_many_cells"}
_OF_FILE = frozenset({
    "column_missing", "no_identifiers", "no_due_days", "day_order_assumed",
})  # fmt: skip
_BY_BUTTON = frozenset({"rest_above_total"})
_ORDER_RULES: tuple[tuple[Order, str], ...] = (
    ("dmy", N_("Read all dates as day.month.year")),
    ("mdy", N_("Read all dates as month/day/year")),
)
_DECIMAL_RULES: tuple[tuple[DecimalMark, str], ...] = (
    (",", N_("Read all as 1 234,50")),
    (".", N_("Read all as 1 234.50")),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """What an answer changes in how a file is read, or which invoices are taken all the same."""

    corrections: tuple[tuple[tuple[int, str], str], ...] = ()
    skipped: tuple[int, ...] = ()
    decimal: DecimalMark = ""
    date_order: Order = ""
    terms_days: int | None = None
    encoding: str = ""
    take: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to offer as a button."""

    words: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class InPlace:
    """A cell that can be filled in or corrected where it is complained about."""

    line: int
    field: str
    suggestion: str

    def edit(self, typed: str) -> Edit:
        return Edit(corrections=(((self.line, self.field), typed),))


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that is wrong, in one row or in many.

    Attributes:
        file_no: Which of the files.
        title: What is wrong and where, `advice` what to do.
        lines: The rows concerned, counted from 1; empty when it concerns the file.
        in_place: What can be typed to answer it, where one row is concerned.
        asks_days: A number of days answers it for the whole file.
        code: Names the cause; `what` is the problem without its place.
    """

    file_no: int
    is_blocking: bool
    title: str
    advice: str
    lines: tuple[int, ...]
    in_place: InPlace | None = None
    asks_days: bool = False
    answers: tuple[Answer, ...] = ()
    code: str = ""
    what: str = ""


def causes(shown: Preview) -> tuple[Cause, ...]:
    """Return what is wrong in the files: what keeps rows out first, the cause with most rows before others.

    Rows with the same cause stand together; each of a few can still be answered for itself.
    """
    found = [
        cause
        for number, file in enumerate(shown.files)
        if file.kind in TABLES or file.trouble
        for cause in _of_file(number, file, shown)
    ]
    found += _of_documents([
        cause
        for number, file in enumerate(shown.files)
        if file.kind not in TABLES and not file.trouble
        for cause in _of_file(number, file, shown)
    ])  # fmt: skip
    return tuple(sorted(found, key=lambda cause: (not cause.is_blocking, -len(cause.lines))))


def blocked_rows(shown: Preview) -> int:
    """Return how many rows wait for an answer."""
    return len({
        (number, problem.line)
        for number, file in enumerate(shown.files)
        for problem in file.problems
        if problem.is_blocking
    })  # fmt: skip


def answered(wish: TableWish, edit: Edit) -> TableWish:
    """Return how a table shall be read once an answer was given."""
    before = wish.settings
    settings = replace(
        before,
        corrections={**before.corrections, **dict(edit.corrections)},
        skipped_lines=before.skipped_lines | set(edit.skipped),
        decimal=edit.decimal or before.decimal,
        date_order=edit.date_order or before.date_order,
        terms_days=before.terms_days if edit.terms_days is None else edit.terms_days,
        encoding=edit.encoding or before.encoding,
    )
    return replace(wish, settings=settings)


def with_setting(wish: TableWish, setting: str, value: str) -> TableWish:
    """Return how a table shall be read with one `import_columns.Setting` changed.

    What divides it into other cells, or gives them another meaning, has its columns guessed anew.
    """
    changed: dict[str, Any] = {setting: value}
    is_other_table = setting in ("meaning", "encoding", "delimiter", "sheet")
    columns = "" if is_other_table else wish.columns
    return TableWish(columns, replace(wish.settings, **changed))


def _of_file(number: int, file: FilePreview, shown: Preview) -> Iterable[Cause]:
    where = file.name if len(shown.files) > 1 else ""
    if file.trouble:
        yield Cause(
            number, is_blocking=True, title=file.name, advice=problems.trouble(file.trouble), lines=()
        )
    groups: dict[tuple[str, str], dict[int | None, Problem]] = {}
    for problem in file.problems:
        groups.setdefault((problem.code, problem.field), {}).setdefault(problem.line, problem)
    for rows in groups.values():
        several = list(rows.values())
        if len(several) <= _LINES_NAMED and several[0].code in _TYPED:
            yield from (_single(number, file, problem, where) for problem in several)
        elif len(several) == 1:
            yield _single(number, file, several[0], where)
        else:
            yield _together(number, file, several, where)


def _of_documents(found: Sequence[Cause]) -> Iterable[Cause]:
    """Bring together what many e-invoices have in common; each of a few is named."""
    groups: dict[str, list[Cause]] = {}
    for cause in found:
        groups.setdefault(cause.code, []).append(cause)
    for same in groups.values():
        yield from same if len(same) <= _LINES_NAMED else (_common(same),)


def _common(same: Sequence[Cause]) -> Cause:
    first = same[0]
    count = ngettext("{n} file", "{n} files", len(same)).format(n=len(same))
    take = tuple(ref for cause in same for answer in cause.answers for ref in answer.edit.take)
    is_the_same = len({cause.what for cause in same}) == 1
    title = (
        _("{rows}: {what}").format(rows=count, what=first.what)
        if is_the_same
        else _("{rows}, for instance {title}").format(rows=count, title=first.title)
    )
    return replace(
        first,
        title=title,
        answers=(Answer(_("Take them in as well"), Edit(take=take)),) if take else (),
    )


def _single(number: int, file: FilePreview, problem: Problem, where: str) -> Cause:
    is_table = file.kind in TABLES
    return Cause(
        number,
        problem.is_blocking,
        _placed(problem, where, is_table=is_table),
        import_words.advice(problem),
        (problem.line,) if problem.line else (),
        _in_place(problem, file.draft) if is_table else None,
        asks_days=problem.code == "no_due_days",
        answers=tuple(_answers([problem], number, file)),
        code=problem.code,
        what=import_words.message(problem),
    )


def _together(number: int, file: FilePreview, rows: Sequence[Problem], where: str) -> Cause:
    first, lines = rows[0], tuple(problem.line for problem in rows if problem.line)
    count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
    what = import_words.message(first)
    title = _("{rows}: {what}").format(rows=count, what=what)
    named = ", ".join(str(line) for line in lines[:_LINES_NAMED])
    said = _("Rows {lines} and others.") if len(lines) > _LINES_NAMED else _("Rows {lines}.")
    advice = _("{rows} {advice}").format(rows=said.format(lines=named), advice=import_words.advice(first))
    if where:
        title = _("{file}: {what}").format(file=where, what=title)
    return Cause(number, first.is_blocking, title, advice, lines, answers=tuple(_answers(rows, number, file)))


def _placed(problem: Problem, where: str, *, is_table: bool) -> str:
    """Return what is wrong, with its place before it."""
    what = import_words.message(problem)
    row = problem.line if is_table and problem.code not in _OF_FILE else None
    if where and row:
        return _("{file}, row {row}: {what}").format(file=where, row=row, what=what)
    if where:
        return _("{file}: {what}").format(file=where, what=what)
    return _("Row {row}: {what}").format(row=row, what=what) if row else what


def _in_place(problem: Problem, draft: Draft) -> InPlace | None:
    """Return the cell to type in; two columns that changed places are put right by a button instead."""
    if problem.code not in _TYPED or not problem.line or problem.code in _BY_BUTTON:
        return None
    field = "due_on" if problem.code in ("due_missing", "due_in_terms") else problem.field
    suggestion = problem.params.get("suggestion", "")
    return InPlace(problem.line, field, _as_typed(suggestion, draft) or problem.found)


def _as_typed(value: Hint, draft: Draft) -> str:
    """Return a value as it would stand in that file."""
    if isinstance(value, Money):
        return str(value.amount).replace(".", draft.source.decimal or ".")
    return iso(value) if isinstance(value, date) else str(value)


def _answers(rows: Sequence[Problem], number: int, file: FilePreview) -> Iterable[Answer]:
    first = rows[0]
    if first.code == "day_order_assumed":
        yield from (Answer(_(words), Edit(date_order=order)) for order, words in _ORDER_RULES)
    if first.code == "ambiguous_amount":
        yield from (Answer(_(words), Edit(decimal=mark)) for mark, words in _DECIMAL_RULES)
    if first.code == "other_letters":
        others = (name for name in ENCODINGS if name != file.draft.source.encoding)
        yield from (
            Answer(_("Read it as {encoding}").format(encoding=name), Edit(encoding=name)) for name in others
        )
    if first.code == "due_in_terms" and isinstance(first.params.get("days"), int):
        days = int(str(first.params["days"]))
        yield Answer(_("Yes, {days} days everywhere").format(days=days), Edit(terms_days=days))
    if first.code == "rest_above_total":
        swapped = tuple(_swapped(rows, file.draft))
        if swapped:
            yield Answer(_("Swap them"), Edit(corrections=swapped))
    take = tuple(_takeable(rows, number, file))
    if take:
        yield Answer(_("Take it in as well"), Edit(take=take))
    skipped = tuple(problem.line for problem in rows if problem.line)
    if first.code in _SKIPPED and first.is_blocking and skipped and file.kind in TABLES:
        yield Answer(_("Leave out"), Edit(skipped=skipped))


def _swapped(rows: Sequence[Problem], draft: Draft) -> Iterable[tuple[tuple[int, str], str]]:
    """Yield what makes the amount and what is left of it change places."""
    for problem in rows:
        rest, total = problem.params.get("rest"), problem.params.get("total")
        if problem.line and isinstance(rest, Money) and isinstance(total, Money):
            yield (problem.line, "total"), _as_typed(rest, draft)
            yield (problem.line, "amount_due"), _as_typed(total, draft)


def _takeable(rows: Sequence[Problem], number: int, file: FilePreview) -> Iterable[Ref]:
    """Yield the invoices of these problems that can be stored all the same."""
    for judged in file.invoices:
        if judged.can_take and judged.problem in rows and judged.ref[0] == number:
            yield judged.ref
