"""The commands, each built when it is asked for, with help and refusals in the language of the output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from app.cli.refusal import TROUBLE, RefusedError, wrong_usage
from app.cli.terminal import PROGRAM, Terminal
from app.i18n import N_, _

# Command → the module that has it and what it does; a module is imported only when its command is wanted.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "import": ("files", N_("Read in invoices or bank files. The kind of file is detected.")),
    "withdraw": ("files", N_("Take a whole import back.")),
    "today": ("listing", N_("Show who to call or write to today.")),
    "show": ("listing", N_("Show one invoice: its money, what is allowed, and its story.")),
    "add": ("entering", N_("Add a customer or an invoice by hand.")),
    "set": ("entering", N_("Set the facts that the law asks about on an invoice.")),
    "set-customer": ("entering", N_("Set facts about a customer.")),
    "firm": ("entering", N_("Show your own firm, or set facts about it for the letters.")),
    "call": ("contact", N_("Log a call and what it came to.")),
    "reason": ("contact", N_("Note why an invoice is unpaid; that decides what comes next.")),
    "note": ("contact", N_("Write down a note about an invoice.")),
    "dispute": ("dispute", N_("Log that the customer contests an invoice.")),
    "snooze": ("contact", N_("Put an invoice off until a day.")),
    "proof": (
        "contact",
        N_("Note proof that a letter arrived, or that a promise is in writing."),
    ),
    "pay": ("money", N_("Book a payment on an invoice.")),
    "match": ("matching", N_("Show what the bank files brought and where it belongs.")),
    "write-off": ("money", N_("Let go of what will not be paid on an invoice.")),
    "interest": ("money", N_("Calculate late interest, without any database.")),
    "letter": ("papers", N_("Make a letter as PDF. Only --sent books it.")),
    "plan": ("papers", N_("Make a payment plan and its agreement as PDF. Only --signed books it.")),
    "hand-over": (
        "handing_over",
        N_("Make the pack that a partner needs, and note that it has the case."),
    ),
    "rates": ("law", N_("Show the figures of law, or add one that has come since.")),
    "register-extract": ("privacy", N_("Write down everything that is kept about a customer.")),
    "erase": ("privacy", N_("Erase what no law keeps about a customer; it cannot be undone.")),
    "export": ("exporting", N_("Write a list to a CSV, XLSX or PDF file.")),
    "insights": ("insights", N_("Answer questions about your own books, also on how asking works.")),
    "undo": ("keeping", N_("Take back the last thing done.")),
    "redo": ("keeping", N_("Do again what was taken back last.")),
    "backup": ("keeping", N_("Make a verified copy of the database.")),
    "restore": ("keeping", N_("Bring a backup back; what it replaces is kept.")),
    "check": ("keeping", N_("Verify everything in the database.")),
    "rebuild": ("keeping", N_("Make all summaries anew.")),
    "demo": ("keeping", N_("Make a database full of invented customers.")),
}


def run_command(terminal: Terminal, rest: Sequence[str]) -> int:
    """Run the command that these words name and return its exit code.

    Raises:
        RefusedError: The words are not understood.
    """
    try:
        return int(_group().main(rest, prog_name=PROGRAM, standalone_mode=False, obj=terminal) or 0)
    except typer.TyperException as error:
        raise wrong_usage(_usage(error)) from error
    except typer.Abort as stopped:
        raise RefusedError(TROUBLE, _("Stopped.")) from stopped


def _usage(error: typer.TyperException) -> str:
    """Return a sentence of ours for what the library did not understand."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else PROGRAM
    more = _("See {command} --help.").format(command=path)
    said = _misunderstood(error)
    return f"{said} {more}"


def _misunderstood(error: typer.TyperException) -> str:
    option, parameter = getattr(error, "option_name", ""), getattr(error, "param", None)
    if option:
        return _("The option {option} is not understood here.").format(option=option)
    if parameter is None:
        return _("The command is not understood.")
    said = _("{name} is not understood.") if error.message else _("{name} is missing.")
    return said.format(name=parameter.metavar or parameter.opts[0])


class _Helpful:
    """Writes the help of a command in the language of the output."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        command: Any = self
        words = " ".join(command.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, words, prefix=_("Usage: "))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_said(command.help))
        if isinstance(command, TyperGroup):
            rows = [(name, _said(text)) for name, text in _listed(command)]
            _section(formatter, _("Commands"), rows)
        records = [(param, param.get_help_record(ctx)) for param in command.get_params(ctx)]
        rows = [(_without_type(record[0]), _help(param)) for param, record in records if record]
        _section(formatter, _("Arguments and options"), rows)
        if ctx.parent is not None:
            formatter.write_paragraph()
            formatter.write_text(_("Every command also takes --data, --today, --language and --json."))


def _without_type(names: str) -> str:
    """Return how a parameter is written; its type is the library's own word for it."""
    return names.partition(" <")[0]


def _section(formatter: Any, title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _listed(group: TyperGroup) -> list[tuple[str, str]]:
    if isinstance(group, _Group):
        return [(name, text) for name, (_module, text) in COMMANDS.items()]
    return [(name, command.help or "") for name, command in group.commands.items()]


_OWN_HELP = {
    "help": N_("Show this help and end."),
    "install_completion": N_("Install completion for the current shell."),
    "show_completion": N_("Show completion for the current shell, to copy it."),
}


def _help(param: Any) -> str:
    known = _OWN_HELP.get(param.name) or param.help
    return _said(known)


def _said(text: str | None) -> str:
    """Translate a help text; no text stays none."""
    return _(text) if text else ""


class Command(_Helpful, TyperCommand):
    """One command."""


class Subgroup(_Helpful, TyperGroup):
    """A command with commands of its own, such as `add`."""


class _Group(_Helpful, TyperGroup):
    """The program; a command is built when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return _built(cmd_name) if cmd_name in COMMANDS else None


def _built(name: str) -> Any:
    module, text = COMMANDS[name]
    found = getattr(import_module(f"app.cli.{module}"), f"{name.replace('-', '_')}_command")
    if isinstance(found, typer.Typer):
        made: Any = get_command(found)
    else:
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name, cls=Command)(found)
        made = get_command(single)
    made.name, made.help = name, text
    return made


def _group() -> Any:
    program = typer.Typer(cls=_Group, rich_markup_mode=None, name=PROGRAM)
    program.callback()(_options)
    made = get_command(program)
    made.help = N_("Who owes what, and what to do about it today. Without a command the window opens.")
    return made


def _options(
    data: Annotated[str, typer.Option(metavar="FILE", help=N_("The database file."))] = "",
    today: Annotated[str, typer.Option(metavar="DATE", help=N_("Act as if today were DATE."))] = "",
    language: Annotated[str, typer.Option(metavar="sv|nb|en", help=N_("Language of the output."))] = "",
    json: Annotated[bool, typer.Option("--json", help=N_("Print one JSON document."))] = False,
) -> None:
    """Name the general options for the help; they are taken from the command line before."""
