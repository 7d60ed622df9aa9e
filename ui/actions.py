"""Every command of the window, declared once and shared by menus, buttons and keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.i18n import N_, _


class Command(NamedTuple):
    """One command: its name in code, its words with the mnemonic, its key, its icon.

    Attributes:
        menu: The menu it stands in; `case` commands act on the selected row or the open invoice.
        also: Another key that does the same.
        checkable: It is one of a choice that holds, such as light or dark.
        local: It acts only where a view takes it on, as all `case` commands do.
    """

    name: str
    menu: str
    words: str
    key: str = ""
    icon: str = ""
    checkable: bool = False
    local: bool = False
    also: str = ""


MENUS = (
    ("file", N_("&File")),
    ("edit", N_("&Edit")),
    ("view", N_("&View")),
    ("go", N_("&Go to")),
    ("case", N_("&Case")),
    ("help", N_("&Help")),
)

COMMANDS = (
    Command("new_invoice", "file", N_("New invoice"), "Ctrl+N", "plus"),
    Command("read_in", "file", N_("Read in…"), "Ctrl+O", "file-down"),
    Command("matching", "file", N_("Payments that came in"), icon="banknote"),
    Command("print", "file", N_("Print"), "Ctrl+P", "printer"),
    Command("save_pdf", "file", N_("Save PDF"), "Ctrl+S", "download"),
    Command("quit", "file", N_("Quit"), "Ctrl+Q"),
    Command("undo", "edit", N_("Undo"), "Ctrl+Z", "undo-2"),
    Command("redo", "edit", N_("Redo"), "Ctrl+Shift+Z", "redo-2"),
    Command("search", "edit", N_("Search everything"), "Ctrl+F", "search", also="/"),
    Command("history", "edit", N_("History"), "Ctrl+H", "history"),
    Command("log", "edit", N_("Done today"), icon="check"),
    Command("commands", "edit", N_("What do you want to do?"), "Ctrl+K"),
    Command("scheme_system", "view", N_("Follow the system"), checkable=True),
    Command("scheme_light", "view", N_("Light"), checkable=True),
    Command("scheme_dark", "view", N_("Dark"), checkable=True),
    Command("bigger", "view", N_("Larger text"), "Ctrl++"),
    Command("smaller", "view", N_("Smaller text"), "Ctrl+-"),
    Command("normal", "view", N_("Normal text size"), "Ctrl+0"),
    Command("timer", "view", N_("Show the length of calls"), checkable=True),
    Command("today", "go", N_("Today"), "Ctrl+1", "sun"),
    Command("invoices", "go", N_("Invoices"), "Ctrl+2", "receipt-text"),
    Command("customers", "go", N_("Customers"), "Ctrl+3", "users"),
    Command("plans", "go", N_("Plans"), "Ctrl+4", "clipboard-list"),
    Command("letters", "go", N_("Letters"), "Ctrl+5", "mail"),
    Command("settings", "go", N_("Settings"), "Ctrl+,", "settings"),
    Command("look_ahead", "go", N_("Look ahead…"), "Ctrl+D", "calendar-days"),
    Command("next_pane", "go", N_("Next pane"), "F6"),
    Command("last_pane", "go", N_("Previous pane"), "Shift+F6"),
    Command("call", "case", N_("Call"), "C", "phone"),
    Command("letter", "case", N_("Letter"), "L", "mail"),
    Command("payment", "case", N_("Payment"), "P", "banknote"),
    Command("snooze", "case", N_("Snooze"), "S", "clock"),
    Command("dispute", "case", N_("Dispute"), "D", "circle-alert"),
    Command("plan", "case", N_("Payment plan"), "A", "clipboard-list"),
    Command("note", "case", N_("Note"), "N", "pencil"),
    Command("write_off", "case", N_("Write off"), "W", "minus"),
    Command("facts", "case", N_("Facts of the invoice"), "U", "file-text"),
    Command("proof", "case", N_("Proof"), icon="bookmark-check"),
    Command("allowed", "case", N_("What I may do"), "R", "info"),
    Command("mark", "edit", N_("Mark row"), "X", "check", local=True),
    Command("help", "help", N_("Help for this screen"), "F1", "info"),
    Command("keys", "help", N_("All keys"), "?"),
)


class Actions(QObject):
    """The commands as Qt actions, by name: `actions["call"]`."""

    def __init__(self) -> None:
        super().__init__()
        self._actions = {command.name: self._make(command) for command in COMMANDS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def of_menu(self, menu: str) -> Iterator[QAction]:
        """Return the actions of a menu in their order."""
        return (self._actions[command.name] for command in COMMANDS if command.menu == menu)

    def attach(self, view: QWidget) -> None:
        """Let the letter keys act while this list or page, or anything in it, has focus."""
        for action in self.of_menu("case"):
            view.addAction(action)

    def _make(self, command: Command) -> QAction:
        action = QAction(_(command.words), self)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        if command.key:
            action.setShortcuts([QKeySequence(key) for key in (command.key, command.also) if key])
        if command.menu == "case" or command.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action
