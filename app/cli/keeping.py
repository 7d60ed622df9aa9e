"""`undo`, `redo`, `check`, `rebuild`, `backup`, `restore`, `demo`: taking back, looking after the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.bootstrap import make_desk
from app.cli.refusal import RULE, TROUBLE, RefusedError
from app.cli.terminal import at
from app.cli.typed import not_among
from app.i18n import N_, _, ngettext

DemoFile = Annotated[Path, typer.Argument(metavar="FILE", help=N_("The new database."))]
BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help=N_("Where the backup goes."))]
SavedFile = Annotated[Path, typer.Argument(metavar="FILE", help=N_("The backup."))]
FromStdin = Annotated[
    bool,
    typer.Option(
        "--stdin", help=N_("Read the words of its recovery sheet, or its passphrase, from standard input.")
    ),
]
Country = Annotated[str, typer.Option(metavar="SE|NO", help=N_("Where the invented firm is at home."))]


def undo_command(context: typer.Context) -> None:
    from app.services.explain.actions import undone
    from app.services.undoing import undo

    terminal = at(context)
    said = undone(undo(terminal.desk))
    terminal.tell({"undone": said}, [said])


def redo_command(context: typer.Context) -> None:
    from app.services.explain.actions import done
    from app.services.undoing import redo

    terminal = at(context)
    said = done(redo(terminal.desk))
    terminal.tell({"redone": said}, [said])


def check_command(context: typer.Context) -> None:
    from app.services.safekeeping import check

    terminal = at(context)
    found = check(terminal.desk_to_read)
    document = {"ok": found.ok, "problems": list(found.problems)}
    said = found.problems or (_("Everything is in order."),)
    terminal.tell(document, [*said, *found.remarks])
    if not found.ok:
        raise typer.Exit(TROUBLE)


def rebuild_command(context: typer.Context) -> None:
    from app.services.safekeeping import rebuild

    terminal = at(context)
    count = rebuild(terminal.desk)
    said = ngettext("{n} summary made anew.", "{n} summaries made anew.", count).format(n=count)
    terminal.tell({"ok": True, "problems": []}, [said])


def backup_command(context: typer.Context, file: BackupFile) -> None:
    from app.services.backing_up import back_up_to
    from app.services.explain.backups import held_words

    terminal = at(context)
    if file.exists():
        said = _("{path} exists already and is left as it is. Choose another name.")
        raise RefusedError(RULE, said.format(path=file))
    held = back_up_to(terminal.desk_to_read, file)
    said = _("Backed up and verified: {path}").format(path=file)
    terminal.tell({"ok": True, "problems": []}, [said, held_words(held)])


def restore_command(context: typer.Context, file: SavedFile, *, stdin: FromStdin = False) -> None:
    from app.cli.unlocking import with_typed
    from app.services import alone, backing_up, keys
    from app.services.explain.backups import held_words

    terminal = at(context)
    if not file.exists():
        raise RefusedError(TROUBLE, _("There is no file {path}. Check the name.").format(path=file))
    desk = terminal.closed_desk
    held = alone.hold(desk)  # no window may have it open while it is replaced
    try:
        restored = with_typed(
            lambda typed: backing_up.restore(desk, file, keys.key_from_typed(file, typed) if typed else None),
            from_stdin=stdin,
        )
    finally:
        desk.close()
        if held:
            held.release()
    lines = [_("Restored from {path}").format(path=file), held_words(restored.held)]
    if restored.kept:
        lines.append(_("What was there before is kept in {path}").format(path=restored.kept))
    terminal.tell({"ok": True, "problems": []}, lines)


def _country(text: str) -> str:
    if text and text.upper() not in ("SE", "NO"):
        raise not_among(("SE", "NO"), text, "--country")
    return text.upper()


def demo_command(context: typer.Context, file: DemoFile, country: Country = "") -> None:
    from app.services.demo import fill

    terminal = at(context)
    if file.exists():
        said = _("{path} exists already and is left as it is. Choose another name.")
        raise RefusedError(RULE, said.format(path=file))
    desk = make_desk(file, today=terminal.general.today)
    filled = fill(desk, country=_country(country))
    desk.database.close()
    said = ngettext("{n} invoice", "{n} invoices", filled.invoices).format(n=filled.invoices)
    terminal.tell(
        {"customers": filled.customers, "invoices": filled.invoices},
        [said, _("Look at it with: betalt today --data {path}").format(path=file)],
    )
