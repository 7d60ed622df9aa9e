"""`import` and `withdraw`: files read in, and taken back as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from app.bootstrap import make_desk
from app.cli.terminal import Terminal, at, table
from app.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from app.importers.draft import Problem
    from app.services.desk import Desk
    from app.services.import_compare import Judged
    from app.services.import_preview import FilePreview, Preview
    from app.services.matching_values import Proposal

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help=N_("Files of invoices or from the bank, or a folder of them.")),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Say what would happen, and store nothing."))]
MappingName = Annotated[
    str, typer.Option("--mapping", metavar="NAME", help=N_("A column mapping saved before."))
]
Columns = Annotated[
    str, typer.Option(metavar="FIELD=COLUMN,...", help=N_("Which column holds what: number=A,customer=B."))
]
Batch = Annotated[int, typer.Argument(metavar="BATCH", help=N_("The number of the import."))]


def import_command(
    context: typer.Context,
    files: Files,
    dry_run: DryRun = False,
    mapping: MappingName = "",
    columns: Columns = "",
) -> None:
    from app.importers.folder import files_in
    from app.services import importing

    terminal = at(context)
    files = list(files_in(files))
    with _desk(terminal, dry_run=dry_run) as desk:
        shown = importing.preview(desk, files, columns=columns, mapping_name=mapping)
        for file in shown.files:
            if file.trouble and len(files) == 1:
                raise file.trouble
        batches: Sequence[int | None] = [None] * len(files)
        if not dry_run:
            batches = importing.accept(desk, shown).batch_ids
        payments = _payments(desk, shown, dry_run=dry_run)
    rows = list(zip(files, shown.files, batches, payments, strict=True))
    document = {"files": [_document(path, file, batch, found) for path, file, batch, found in rows]}
    terminal.tell(document, (line for row in rows for line in _lines(*row)))


def _payments(desk: Desk, shown: Preview, *, dry_run: bool) -> list[list[Proposal]]:
    """Return the new payments of each file with where they belong."""
    from app.services.matching_preview import preview_proposals, stored_proposals

    fresh = [[each.identity for each in file.bank.new] if file.bank else [] for file in shown.files]
    every = [identity for identities in fresh for identity in identities]
    known = preview_proposals(desk, shown) if dry_run else stored_proposals(desk, every)
    return [[known[identity] for identity in identities if identity in known] for identities in fresh]


@contextmanager
def _desk(terminal: Terminal, *, dry_run: bool) -> Iterator[Desk]:
    """Give the desk to compare with; a dry run without a database gets an empty one that goes away."""
    if not dry_run or terminal.path.exists():
        yield terminal.desk
        return
    with TemporaryDirectory(prefix="betalt") as folder:
        desk = make_desk(Path(folder) / "empty.db", today=terminal.general.today)
        yield desk
        desk.database.close()


def _document(
    path: Path, file: FilePreview, batch: int | None, payments: Sequence[Proposal]
) -> dict[str, object]:
    from app.cli.matching import payment_document
    from app.services.import_compare import Verdict

    return {
        "file": str(path),
        "kind": file.kind or None,
        "batch": batch,
        "new": _invoices(file.of(Verdict.NEW)),
        "same": _invoices(file.of(Verdict.SAME)),
        "changed": _invoices(file.of(Verdict.CHANGED)),
        "payments": [payment_document(each) for each in payments],
        "problems": _problems(file),
    }


def _problems(file: FilePreview) -> list[dict[str, object]]:
    """Return what a file has wrong, and what of a bank's file was not counted."""
    said = file.bank.words if file.bank else ()
    left_out: list[dict[str, object]] = [
        {"line": None, "field": None, "found": None, "message": words} for words in said
    ]
    return [*_trouble(file), *(_problem(problem) for problem in file.problems), *left_out]


def _invoices(judged: Iterable[Judged]) -> list[dict[str, object]]:
    from app.services.import_preview import facts_of
    from app.services.today import exact

    found: list[dict[str, object]] = []
    for facts in map(facts_of, judged):
        found.append(
            {
                "number": facts.number,
                "kind": facts.kind,
                "customer": facts.customer,
                "customer_identifier": facts.customer_identifier,
                "country": facts.country,
                "issued_on": facts.issued_on.isoformat(),
                "due_on": facts.due_on.isoformat() if facts.due_on else None,
                "total": exact(facts.total),
                "amount_due": exact(facts.amount_due),
                "currency": facts.currency,
                "payment_reference": facts.payment_reference,
                "credits": facts.credits,
            }
        )
    return found


def _problem(problem: Problem) -> dict[str, object]:
    from app.services.import_words import message

    return {
        "line": problem.line,
        "field": problem.field or None,
        "found": problem.found or None,
        "message": message(problem),
    }


def _trouble(file: FilePreview) -> list[dict[str, object]]:
    """Return why nothing could be read from a file, in the form of a problem."""
    from app.services.explain.errors import error

    found: list[dict[str, object]] = []
    if file.trouble:
        said = error(file.trouble)
        found.append({"line": file.trouble.line, "field": None, "found": None, "message": said})
    return found


def _lines(path: Path, file: FilePreview, batch: int | None, payments: Sequence[Proposal]) -> list[str]:
    from app.cli.matching import payment_lines
    from app.services.import_compare import Verdict

    numbers = {verdict: len(file.of(verdict)) for verdict in Verdict}
    new, same, changed = (numbers[each] for each in (Verdict.NEW, Verdict.SAME, Verdict.CHANGED))
    said = _("{new} new, {same} known already, {changed} changed, {left_out} left out")
    counts = said.format(
        new=new, same=same, changed=changed, left_out=len(file.invoices) - new - same - changed
    )
    if file.bank:
        counts = ngettext("{n} new payment", "{n} new payments", len(payments)).format(n=len(payments))
    lines = [f"{path}: {counts}", *payment_lines(payments)]
    if batch is not None:
        lines.append(_("Take it back with: betalt withdraw {batch}").format(batch=batch))
    return lines + [f"  {_where(problem)}{problem['message']}" for problem in _problems(file)]


def _where(problem: dict[str, object]) -> str:
    if problem["line"] is None:
        return ""
    # Translators: stands before a sentence about one row of a file.
    return _("Row {line}: ").format(line=problem["line"])


def withdraw_command(context: typer.Context, batch: Batch) -> None:
    from app.services import importing
    from app.services.import_words import kept

    terminal = at(context)
    taken = importing.withdraw(terminal.desk, batch)
    stayed = [{"number": case.number, "why": kept(case.why)} for case in taken.kept]
    document = {"batch": batch, "withdrawn": taken.count + taken.payments, "kept": stayed}
    lines = [
        ngettext("{n} invoice taken back.", "{n} invoices taken back.", taken.count).format(n=taken.count)
    ]
    if taken.payments:
        said = ngettext("{n} payment taken back.", "{n} payments taken back.", taken.payments)
        lines = [*(lines if taken.count else ()), said.format(n=taken.payments)]
    elif taken.customers and not taken.count:
        said = ngettext("{n} customer taken back.", "{n} customers taken back.", taken.customers)
        lines = [said.format(n=taken.customers)]
    terminal.tell(document, [*lines, *table([(row["number"], row["why"]) for row in stayed])])
