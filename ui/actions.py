"""Every command of the window, declared once and shared by menus, buttons and keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    Command("lock", "file", N_("Lock"), "Ctrl+L", "lock"),
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
    Command("insights", "go", N_("Insights"), "Ctrl+6", "chart-no-axes-combined"),
    Command("asking", "go", N_("Our way of asking"), icon="message-circle"),
    Command("settings", "go", N_("Settings"), "Ctrl+,", "settings", also="Ctrl+7"),
    Command("look_ahead", "go", N_("Look ahead…"), "Ctrl+D", "calendar-days"),
    Command("next_pane", "go", N_("Next pane"), "F6"),
    Command("last_pane", "go", N_("Previous pane"), "Shift+F6"),
    Command("call", "case", N_("Call"), "C", "phone"),
    Command("letter", "case", N_("Letter"), "L", "mail"),
    Command("payment", "case", N_("Payment"), "P", "banknote"),
    Command("snooze", "case", N_("Snooze"), "S", "clock"),
    Command("dispute", "case", N_("Dispute"), "D", "circle-alert"),
    Command("plan", "case", N_("Payment plan"), "A", "clipboard-list"),
    Command("hand_over", "case", N_("Hand over…"), "O", "external-link"),
    Command("note", "case", N_("Note"), "N", "pencil"),
    Command("write_off", "case", N_("Write off"), "W", "minus"),
    Command("facts", "case", N_("Facts of the invoice"), "U", "file-text"),
    Command("reason", "case", N_("Why it is unpaid"), "Y", "message-circle"),
    Command("proof", "case", N_("Proof"), icon="bookmark-check"),
    Command("allowed", "case", N_("What I may do"), "R", "info"),
    Command("mark", "edit", N_("Mark row"), "X", "check", local=True),
    Command("help", "help", N_("Help for this screen"), "F1", "info"),
    Command("keys", "help", N_("All keys"), "?"),
)

FIXED_KEYS = {"J": N_("Next row"), "K": N_("Previous row")}
"""Letters that the lists use themselves, with what they do."""


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

    def lettered(self) -> Iterator[Command]:
        """Return the commands with a letter for a key, which the user may change or turn off."""
        return (each for each in COMMANDS if each.key and (each.menu == "case" or each.local))

    def key(self, name: str) -> str:
        """Return the key of a command as it is now; empty when it is turned off."""
        return self._actions[name].shortcut().toString()

    def words(self, name: str) -> str:
        """Return the words of a command, without its mnemonic."""
        return self._actions[name].text().replace("&", "")

    def taken_by(self, key: str, name: str) -> str:
        """Return the words of another command or movement that has this key; empty when it is free."""
        if key in FIXED_KEYS:
            return _(FIXED_KEYS[key])
        others = (each for each in COMMANDS if each.name != name and key)
        found = next((each for each in others if key in self._keys(each.name)), None)
        return self.words(found.name) if found else ""

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Let these letters hold in place of the usual ones; an empty one turns its command's key off."""
        for command in self.lettered():
            key = keys.get(command.name, command.key)
            self._actions[command.name].setShortcuts([QKeySequence(key)] if key else [])

    def _keys(self, name: str) -> list[str]:
        return [sequence.toString() for sequence in self._actions[name].shortcuts()]

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
