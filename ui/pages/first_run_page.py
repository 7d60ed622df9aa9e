"""The first run: three screens from nothing to the work list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.i18n import N_, _, language, translator
from ui.guarded import guarded
from ui.pages.first_run_company import CompanyForm
from ui.pages.page import Page
from ui.pages.scrolling import Column
from ui.theme import theme
from ui.view_models import places
from ui.view_models.first_run_model import BEGINNING, COMPANY, LANGUAGE, FirstRunModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.steps import Progress

OWN_NAMES = {"sv": "Svenska", "nb": "Norsk bokmål", "en": "English"}
"""Every language as it calls itself, whatever the language of the screen."""
_NOTES = {
    "sv": N_("Kronor and Swedish rules"),
    "nb": N_("Kroner and Norwegian rules"),
    "en": N_("Choose Sweden or Norway next"),
}
WELCOME = N_("Keep track of who has not paid, and call before it becomes a letter. All of it stays here.")
BEGIN = N_("Invoices can be read in at any time, and the example is emptied in one step.")
_WIDTH, _LEAD = 760, 540
_ICON = 48
_STEPS = 3
ChooseFile = Callable[[QWidget, str], str]


def choose_file(parent: QWidget, title: str) -> str:
    """Ask the system for a file; empty when none was chosen."""
    return QFileDialog.getOpenFileName(parent, title)[0]


class FirstRunPage(Page):
    """Language, firm, beginning. Enter goes on, Esc goes back one screen."""

    nav_key = "none"

    def __init__(self, workplace: Workplace, choose: ChooseFile = choose_file) -> None:
        super().__init__()
        self._model = FirstRunModel(workplace)
        self.choose = choose
        self.title_words = Label(_("Betalt"), "phone")
        self.lead = Label("", colour="text2", wrap=True)
        self.lead.setMaximumWidth(theme().px(_LEAD))
        self.company = CompanyForm(self._model)
        self._screens = (self._languages(), self.company, self._beginnings())
        self._progress = Progress(_STEPS)
        self._step_words = Label("", "small", colour="text2")
        self.trouble = Label("", colour="act_now", wrap=True)
        self.words = Field(name=_("Passphrase or words of the recovery sheet"))
        self.words.setPlaceholderText(self.words.accessibleName())
        self.words.setVisible(False)
        self._copy: Path | None = None
        self.open_copy = ActionButton(_("Open a backup…"), kind="flat")
        self.back = ActionButton(_("Back"), kind="flat")
        self.empty = ActionButton(_("Begin with an empty list"), kind="flat")
        self.go_on = ActionButton(_("Continue"), kind="primary", key="↵")
        self._lay_out()
        self._connect()
        self._show_step()

    def open(self, _place: places.FirstRun) -> None:
        """Begin anew."""
        self._model.begin()

    def title(self) -> str:
        return _("Welcome")

    def step(self) -> int:
        """Return which of the three screens is in front, counted from 0."""
        return self._model.step

    def entered(self) -> None:
        self._focus_first()

    def leave(self) -> bool:
        if self._model.step > LANGUAGE:
            self._model.go_to(self._model.step - 1)
        return True

    # The three screens

    def _languages(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        group = QButtonGroup(body)
        self.cards = {
            key: ChoiceCard(name, translator(key).gettext(_NOTES[key]), checkable=True)
            for key, name in OWN_NAMES.items()
        }
        for key, card in self.cards.items():
            card.setChecked(key == language())
            card.clicked.connect(lambda _on, chosen=key: self._model.choose_language(chosen))
            group.addButton(card)
            row.addWidget(card, 1)
        return body

    def _beginnings(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.read_in = ChoiceCard(
            _("Read in invoices"), _("CSV, Excel or e-invoice. Nothing is saved until you say so.")
        )
        self.example = ChoiceCard(
            _("Try with examples"), _("Invented customers. You begin for real with one click.")
        )
        self.read_in.clicked.connect(self._model.read_in)
        self.example.clicked.connect(self._model.try_example)
        row.addWidget(self.read_in, 1)
        row.addWidget(self.example, 1)
        self.locks = CheckRow(
            _("Lock the file with a key that this computer keeps"),
            subtitle=_("Takes effect once its recovery sheet is saved or printed, which comes next."),
        )
        self.locks.setVisible(False)
        self.locks.toggled.connect(self._wish_lock)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(body)
        column.addWidget(self.locks)
        return whole

    def _offer_lock(self, offered: bool) -> None:
        """Show the lock, chosen already, where this computer can keep a key."""
        self.locks.setVisible(offered)
        self.locks.setChecked(offered)

    def _wish_lock(self, wished: bool) -> None:
        self._model.locks = wished

    def _show_step(self) -> None:
        step = self._model.step
        words = {
            LANGUAGE: (_("Betalt"), _(WELCOME)),
            COMPANY: (_("Your firm"), _("Name and account are enough to begin with. The rest can wait.")),
            BEGINNING: (_("How do you want to begin?"), _(BEGIN)),
        }
        self.title_words.setText(words[step][0])
        self.lead.setText(words[step][1])
        for place, screen in enumerate(self._screens):
            screen.setVisible(place == step)
        self._progress.set_step(step)
        self._step_words.setText(_("Step {number} of {count}").format(number=step + 1, count=_STEPS))
        self.open_copy.setVisible(step == LANGUAGE and self._model.may_open_copy())
        self.back.setVisible(step > LANGUAGE)
        self.empty.setVisible(step == BEGINNING)
        self.go_on.setVisible(step < BEGINNING)
        self.trouble.setVisible(bool(self.trouble.text()))
        self._focus_first()

    def _focus_first(self) -> None:
        chosen = self.cards.get(language(), self.cards["en"])
        first = {LANGUAGE: chosen, COMPANY: self.company.name, BEGINNING: self.read_in}[self._model.step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def _connect(self) -> None:
        self._model.stepped.connect(self._show_step)
        self._model.lock_offered.connect(self._offer_lock)
        self._model.key_asked.connect(self._ask_key)
        self._model.begun.connect(self.words.clear)
        self._model.busy.connect(self._show_busy)
        self._model.troubled.connect(self._show_trouble)
        self.go_on.clicked.connect(self._go_on)
        self.back.clicked.connect(self.leave)
        self.empty.clicked.connect(self._model.start)
        self.open_copy.clicked.connect(self._open_copy)

    def _go_on(self) -> None:
        if self._model.step == LANGUAGE and self.words.isVisible():
            self._unlock_copy()
        elif self._model.step == LANGUAGE:
            self._model.go_to(COMPANY)
        elif self._model.step == COMPANY:
            self.company.go_on()

    def _open_copy(self) -> None:
        path = self.choose(self, _("Open a backup"))
        if path:
            self._copy = Path(path)
            self.words.clear()
            self._model.open_copy(self._copy)

    def _ask_key(self) -> None:
        """Let the words of the recovery sheet, or the passphrase, be typed; what was in vain stays."""
        self.words.setVisible(True)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlock_copy(self) -> None:
        if self._copy is not None and self.words.text().strip():
            self._model.open_copy(self._copy, self.words.text())

    def _show_busy(self, busy: bool) -> None:
        for control in (*self.cards.values(), self.read_in, self.example, self.open_copy, self.back,
                        self.empty, self.go_on):  # fmt: skip
            control.setEnabled(not busy)
        if busy:
            self.lead.setText(_("One moment. Everything is put in its place."))
        else:
            self._show_step()

    def _show_trouble(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._model.step < BEGINNING:
            self._go_on()
        else:
            super().keyPressEvent(event)

    # The frame

    def _lay_out(self) -> None:
        self._picture = QLabel()
        theme().changed.connect(self._draw_picture)
        self._draw_picture()
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._progress)
        below.addWidget(self._step_words)
        below.addStretch(1)
        for widget in (self.back, self.open_copy, self.empty, self.go_on):
            below.addWidget(widget)
        column = Column(_WIDTH, centred=True)
        for item in (self._picture, self.title_words, self.lead):
            column.body.addWidget(item)
        column.body.addSpacing(16)
        for screen in self._screens:
            column.body.addWidget(screen)
        column.body.addWidget(self.trouble)
        column.body.addWidget(self.words)
        column.body.addSpacing(16)
        column.body.addLayout(below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)

    def _draw_picture(self) -> None:
        size = theme().px(_ICON)
        self._picture.setPixmap(theme().app_icon().pixmap(QSize(size, size), self.devicePixelRatio()))
