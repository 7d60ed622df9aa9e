"""A call: number, facts, what to say, the note, what it came to, and what follows. A draft until saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.history import Outcome
from app.domain.invoice import CaseId
from app.formatting import time_of_day
from app.i18n import _, language
from app.services.calling import CallSheet
from ui.pages.call_outcomes import OutcomeBox, OutcomeGrid
from ui.pages.call_parts import Facts, Script, invoice_rows
from ui.pages.hint_cards import TroubleCard
from ui.pages.note_remark import NoteRemark
from ui.pages.page import Panel
from ui.pages.panel_frame import Foot, Head, Scrolled, ThenLine, titled
from ui.pages.panes import tab_in_reading_order
from ui.view_models import places
from ui.view_models.call_model import CallModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.editor import NoteField, PickField
from ui.widgets.fact import CallTimer
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.phone import PhoneLabel


class CallPanel(Panel):
    """One call with one customer, about one or more invoices."""

    def __init__(self, workplace: Workplace, subject: Subject) -> None:
        super().__init__()
        self._workplace, self._subject = workplace, subject
        self.model = CallModel(workplace, subject)
        self.person = PickField(name=_("Who you call"))
        self.phone, self._who = PhoneLabel(large=True), Label("", "small", colour="text2", wrap=True)
        self.facts, self.script = Facts(), Script(workplace)
        self.limits = IconLabel("info", "", wrap=True)
        self.note, self.remark = NoteField(name=_("Note")), NoteRemark()
        self.grid, self.box = OutcomeGrid(), OutcomeBox()
        self.then = ThenLine()
        self.limits.hide()
        self._cases, self.trouble = QVBoxLayout(), TroubleCard(workplace)
        self._checks: dict[CaseId, CheckRow] = {}
        self.timer = CallTimer()
        self.foot = Foot(_("Save the call"), "Ctrl ↵")
        self._lay_out()
        self._connect()
        self._listen_to_keys()

    def title(self) -> str:
        """Return no name: the window's title is seen by whoever sees the taskbar."""
        return _("Phone call")

    def standing(self) -> str:
        """Say that nothing typed is lost."""
        return _("The draft is kept while you write")

    def hints(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the panel."""
        return (("Alt 1–8", _("outcome")), ("Ctrl ↵", _("save")), ("Esc", _("close")))

    def entered(self) -> None:
        """Put the cursor into the note and start the clock."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.open()

    def dismiss(self) -> None:
        """Close; a note that was begun stays as a draft."""
        self.model.close()
        self.closed.emit()

    # What happens

    def _connect(self) -> None:
        model = self.model
        model.ready.connect(self._show)
        model.asks.connect(self._ask)
        model.followed.connect(self._follow)
        model.refused.connect(self._refuse)
        model.ticked.connect(self.timer.show_seconds)
        model.saved.connect(self._saved)
        self.person.currentIndexChanged.connect(self._call_person)
        self.timer.clicked.connect(self._pause)
        self.note.changed.connect(self._write)
        self.note.changed.connect(self.remark.look_at)
        self.grid.chosen.connect(self._choose)
        self.box.changed.connect(lambda: model.answer(self.box.answers()))
        self.then.change_asked.connect(self.box.focus_first)
        self.facts.copy_asked.connect(self._copy)
        self.foot.saved.connect(self._save)
        self.foot.left.connect(self.dismiss)

    def _listen_to_keys(self) -> None:
        keys = [("Ctrl+Return", self._save), ("Ctrl+Enter", self._save), ("Ctrl+;", self._insert_time)]
        for key, act in keys:
            self._on(key, act)
        for place, outcome in enumerate(Outcome, start=1):
            self._on(f"Alt+{place}", partial(self._choose, outcome))
        for place in range(3):
            self._on(f"Ctrl+Shift+{place + 1}", partial(self._copy, place))

    def _on(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _show(self, sheet: CallSheet) -> None:
        persons = [(str(person.id), person.words) for person in sheet.persons]
        self.person.set_options(persons, str(self.model.person))
        self.person.setVisible(len(persons) > 1)
        self._call_person(self.person.currentIndex())
        self.facts.show_facts(sheet.facts)
        self.limits.set_words(sheet.remark)
        self.limits.setVisible(bool(sheet.remark))
        self.trouble.look_after(sheet.customer_id)
        if len(sheet.cases) > 1:
            self._checks = invoice_rows(sheet.cases, self._cases)
            for check in self._checks.values():
                check.toggled.connect(self._leave_out)
        if self.note.text() != self.model.note:
            self.note.set_text(self.model.note)
            self.note.editor.moveCursor(QTextCursor.MoveOperation.End)
        if self.model.outcome:
            self.grid.choose(self.model.outcome)

    def _call_person(self, place: int) -> None:
        person = self.model.call_person(place)
        self.phone.set_number(person.phone or _("No number yet"))
        self._who.setText(person.who)
        self._who.setVisible(bool(person.who))
        self.script.show_script(person.script)

    def _ask(self, outcome: Outcome) -> None:
        if self.model.sheet is not None:
            self.box.show_outcome(outcome, self.model.sheet, self.model.answers)
            QTimer.singleShot(0, self, self._reveal_box)

    def _reveal_box(self) -> None:
        """Scroll to what the outcome asks for, once it is laid out, and let Tab lead there."""
        tab_in_reading_order(self, self._scrolled, self.foot)
        self._scrolled.ensureWidgetVisible(self.then if self.then.isVisible() else self.box, 0, 16)

    def _write(self, words: str) -> None:
        self.model.note = words

    def _choose(self, outcome: Outcome) -> None:
        self._complaint.setVisible(False)
        self.grid.choose(outcome)
        self.model.choose(outcome)

    def _leave_out(self) -> None:
        left_out = frozenset(case_id for case_id, check in self._checks.items() if not check.isChecked())
        if len(left_out) < len(self._checks):
            self.model.leave_out(left_out)
        else:
            check = next(iter(self._checks.values()))
            check.setChecked(True)

    def _follow(self, words: str) -> None:
        self.then.show_words(words, change=self.box.has_fields())
        self._complaint.setVisible(False)

    def _refuse(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(True)

    def _pause(self) -> None:
        self.model.pause()
        self.timer.show_paused(paused=self.model.paused)

    def _copy(self, place: int) -> None:
        label = self.facts.copy(place)
        if label:
            self._workplace.notices.say(_("{label} copied.").format(label=label))

    def _insert_time(self) -> None:
        now = self._workplace.desk.clock.now().astimezone()
        self.note.editor.insertPlainText(f"{time_of_day(now.time(), language())} ")

    def _save(self) -> None:
        complaint = self.box.complaint()
        if complaint:
            self._refuse(complaint)
            self.box.focus_first()
        elif not self.model.save():
            self._refuse(_("Choose what you agreed on first."))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, _changes: object) -> None:
        self.closed.emit()
        if self.model.outcome is Outcome.CANNOT_PAY:
            self._workplace.go(places.PlanPlace(self.model.case_ids()))

    # The frame

    def _lay_out(self) -> None:
        self._complaint = Label("", "small", colour="act_now", wrap=True)
        self._complaint.setVisible(False)
        head = Head(_("Call with {name}").format(name=self._subject.name))
        head.row.insertWidget(1, self.timer)
        self.timer.setVisible(not self._workplace.preferences.call_timer_hidden)
        head.left.connect(self.dismiss)
        self._scrolled = scrolled = Scrolled()
        for part in self._parts():
            scrolled.column.addWidget(part) if isinstance(part, QWidget) else scrolled.column.addLayout(part)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)
        column.addWidget(self.foot)

    def _parts(self) -> Sequence[QWidget | QVBoxLayout]:
        number = QVBoxLayout()
        number.setSpacing(2)
        self.person.hide()
        number.addWidget(self.phone)
        number.addWidget(self._who)
        note = titled(_("Note"), self.note)
        note.addWidget(self.remark)
        outcome = titled(_("What did you agree?"), self.grid)
        after = QVBoxLayout()
        after.setSpacing(4)
        for widget in (self.box, self._complaint, self.then):
            after.addWidget(widget)
        return (
            self.person,
            number,
            self.limits,
            self.trouble,
            self._cases,
            self.facts,
            self.script,
            note,
            outcome,
            after,
        )
