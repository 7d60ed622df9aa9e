"""The letter keys: changed, turned off and given back; two commands never share one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.i18n import _
from ui.theme import theme
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label

_FIELD_WIDTH = 56


class KeysCard(Card):
    """One field a command; an empty one turns its key off."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self.fields: dict[str, Field] = {}
        self.complaint = Label("", "small", colour="act_now", wrap=True)
        self.restore = ActionButton(_("Restore the keys"), icon="undo-2")
        self.restore.clicked.connect(lambda: self._keep({}))
        self.body.setSpacing(12)
        self.body.addWidget(Label(_("Keys"), "heading"))
        said = _("Letters act while a list or a page has the focus. Leave one empty to turn it off.")
        self.body.addWidget(Label(said, "small", colour="text2", wrap=True))
        self.body.addLayout(self._rows())
        self.body.addWidget(self.complaint)
        self.body.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        workplace.preferred.connect(lambda _chosen: self._show())
        theme().changed.connect(self._refit)
        self._refit()
        self._show()

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, command in enumerate(self._workplace.actions.lettered()):
            words = self._workplace.actions.words(command.name)
            field = self.fields[command.name] = Field(name=_("Key for {command}").format(command=words))
            field.setMaxLength(1)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.editingFinished.connect(lambda name=command.name: self._take(name))
            label = Label(words, wrap=True)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        return grid

    def _refit(self) -> None:
        for field in self.fields.values():
            field.setFixedWidth(theme().px(_FIELD_WIDTH))

    def _show(self) -> None:
        """Show the keys as they are now."""
        self.complaint.setVisible(False)
        for name, field in self.fields.items():
            field.setText(self._workplace.actions.key(name))
        self.restore.setEnabled(bool(self._workplace.preferences.keys))

    def _take(self, name: str) -> None:
        actions, typed = self._workplace.actions, self.fields[name].text().strip().upper()
        if typed == actions.key(name):
            self.fields[name].setText(typed)
            return
        other = actions.taken_by(typed, name)
        if other:
            said = _("{key} is the key for {command}. Choose another, or change that one first.")
            self.complaint.setText(said.format(key=typed, command=other))
            self.complaint.setVisible(True)
            self.fields[name].setText(actions.key(name))
            return
        self._keep({**self._workplace.preferences.keys, name: typed})

    def _keep(self, keys: dict[str, str]) -> None:
        """Let keys hold from now on, and offer the way back."""
        before = dict(self._workplace.preferences.keys)
        self._workplace.prefer(keys=keys)
        said = _("The keys are changed.") if keys else _("The keys are as they were at first.")
        self._workplace.notices.say(said, undo=lambda: self._workplace.prefer(keys=before))
