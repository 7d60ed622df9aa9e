"""The register of partners: who helps, on which terms, and what each kind needs, costs and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import BetaltError
from app.domain.partner import Partner, PartnerKind
from app.i18n import _
from app.services.changes import Changes
from app.services.explain.partners import kind_words
from app.services.partners import (
    PartnerLine,
    add_partner,
    change_partner,
    new_partner,
    register,
    remove_partner,
    usual_name,
)
from ui.pages.form_draft import BegunLine, FormDraft
from ui.pages.hand_over_parts import about_kind
from ui.pages.page import Page
from ui.pages.scrolling import Column, clear
from ui.view_models.workplace import Workplace, words_for
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import NoteField, PickField
from ui.widgets.field import Field, FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_WIDTH = 760


class PartnersPage(Page):
    """Each change is one action with Undo; the form stands above the list while it is open."""

    nav_key = "settings"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._draft: FormDraft | None = None
        self.lines: tuple[PartnerLine, ...] = ()
        said = _("Nobody yet. With a collection agency here, letters may say that it comes next.")
        self._nobody = Label(said, colour="text2", wrap=True)
        self.add = ActionButton(_("Add a partner"), kind="primary", icon="plus")
        self.back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        self.form = PartnerForm()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self._lay_out()
        self.add.clicked.connect(lambda _on: self._edit(None))
        self.back.clicked.connect(lambda _on: workplace.back())
        self.form.saved.connect(self._save)
        self.form.left.connect(self._close_form)
        self.form.begun.afresh.connect(self._start_afresh)
        workplace.changed.connect(self._note)

    def title(self) -> str:
        return _("Partners")

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Esc", _("back")),)

    def entered(self) -> None:
        self._read()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, before: Page) -> None:
        if isinstance(before, PartnersPage) and not before.form.isHidden():
            self._edit(before.form.known)

    def leave(self) -> bool:
        if not self.form.isVisible():
            return False
        self._close_form()
        return True

    def _note(self, changes: Changes) -> None:
        if "partner" in changes.kind or changes.kind.endswith("set_firm"):
            self._read()

    def _read(self) -> None:
        self._workplace.read(register, self._show)

    def _show(self, lines: tuple[PartnerLine, ...]) -> None:
        self.lines = lines
        clear(self._rows)
        for line in lines:
            self._rows.addWidget(_PartnerCard(line, self._edit, self._remove))
        self._nobody.setVisible(not lines)

    def _edit(self, partner: Partner | None) -> None:
        self.form.show_partner(partner)
        draft = self._draft = FormDraft(self._workplace, f"partner/{partner.id if partner else 0}")
        draft.resumed.connect(lambda: self.form.begun.setVisible(True))
        draft.follow(self.form.inputs())
        self.form.setVisible(True)
        self.add.setVisible(False)
        self.form.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        """Close the form; what was begun in it stays as a draft."""
        if self._draft is not None:
            self._draft.close()
        self.form.setVisible(False)
        self.add.setVisible(True)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        partner = self.form.partner()
        keep = change_partner if partner.id else add_partner
        self._workplace.act(lambda desk: keep(desk, partner), lambda _changes: self._saved(), self._refuse)

    def _saved(self) -> None:
        if self._draft is not None:
            self._draft.discard()
        self._close_form()

    def _start_afresh(self) -> None:
        if self._draft is not None:
            self._draft.start_afresh()

    def _refuse(self, error: BetaltError) -> None:
        self.form.complain(words_for(error))

    def _remove(self, partner: Partner) -> None:
        self._workplace.act(lambda desk: remove_partner(desk, partner))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(Label(self.title(), "title"), 1)
        column = Column(_WIDTH)
        column.body.setSpacing(14)
        column.body.addLayout(head)
        said = _("Those outside who can help you to get paid. The last step is not always an agency.")
        column.body.addWidget(Label(said, colour="text2", wrap=True))
        column.body.addWidget(self._nobody)
        column.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.body.addWidget(self.form)
        column.body.addLayout(self._rows)
        for each in (self._nobody, self.form):
            each.setVisible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)


class PartnerForm(Card):
    """The facts of one partner, `None` for a new one; what its kind is good for stands beside the choice."""

    saved = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("alt", margin=20)
        self.known: Partner | None = None
        self.kind = PickField(name=_("Kind"))
        self.kind.set_options([(kind.value, kind_words(kind).name) for kind in PartnerKind], "")
        labels = {
            "name": _("Name"),
            "contact_name": _("Contact"),
            "phone": _("Phone"),
            "email": _("E-mail"),
            "website": _("Website"),
        }
        self.fields = {key: Field(name=label) for key, label in labels.items()}
        self.terms = NoteField(name=_("What you have agreed"))
        self.about = Label("", "small", colour="text2", wrap=True)
        self.complaint = Label("", "small", colour="act_now", wrap=True)
        self.save = ActionButton(_("Save"), kind="primary")
        leave = ActionButton(_("Cancel"), key="Esc")
        self.begun = BegunLine()
        self.body.setSpacing(12)
        self.body.addWidget(self.begun)
        self.body.addWidget(FieldBox(_("Kind"), self.kind))
        self.body.addWidget(self.about)
        for key, label in labels.items():
            self.body.addWidget(FieldBox(label, self.fields[key]))
        self.body.addWidget(FieldBox(_("What you have agreed"), self.terms))
        self.body.addWidget(self.complaint)
        row = FlowLayout(gap=8)
        for button in (self.save, leave):
            row.addWidget(button)
        self.body.addLayout(row)
        self.kind.currentIndexChanged.connect(lambda _at: self._show_kind())
        self.save.clicked.connect(lambda _on: self.saved.emit())
        leave.clicked.connect(lambda _on: self.left.emit())

    def show_partner(self, partner: Partner | None) -> None:
        """Show what is known of a partner, or an empty form."""
        self.known = partner
        shown = partner or new_partner(PartnerKind.COLLECTION_AGENCY, "")
        self.kind.setCurrentIndex(list(PartnerKind).index(shown.kind))
        for key, field in self.fields.items():
            field.setText(getattr(shown, key))
        self.terms.set_text(shown.terms)
        self.complain("")
        self.begun.setVisible(False)
        self._show_kind()

    def inputs(self) -> dict[str, QWidget]:
        """Return the fields by name, for a draft of them."""
        return {"kind": self.kind, "terms": self.terms, **self.fields}

    def partner(self) -> Partner:
        """Return the partner as it is written."""
        kind = PartnerKind(self.kind.value())
        known = self.known or new_partner(kind, "")
        typed: dict[str, Any] = {key: field.text().strip() for key, field in self.fields.items()}
        return replace(known, kind=kind, terms=self.terms.text().strip(), **typed)

    def complain(self, words: str) -> None:
        """Say what is wrong, with the cursor in the name."""
        self.complaint.setText(words)
        self.complaint.setVisible(bool(words))
        if words:
            self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kind(self) -> None:
        kind = PartnerKind(self.kind.value())
        words = kind_words(kind)
        self.about.setText("\n".join((words.does, *about_kind(words))))
        if not self.fields["name"].text():
            self.fields["name"].setPlaceholderText(usual_name(kind))


class _PartnerCard(Card):
    """One partner with its contact and terms, and what can be done about it."""

    def __init__(
        self, line: PartnerLine, edit: Callable[[Partner], None], remove: Callable[[Partner], None]
    ) -> None:
        super().__init__(margin=16)
        partner = line.partner
        self.body.addWidget(Label(partner.name, "heading", wrap=True))
        self.body.addWidget(Label(line.kind.name, "small", colour="text2", strong=True))
        contact = (partner.contact_name, partner.phone, partner.email, partner.website)
        for words in (", ".join(part for part in contact if part), partner.terms, line.kind.does):
            if words:
                self.body.addWidget(Label(words, "small", colour="text2", wrap=True))
        row = FlowLayout(gap=8)
        for words, icon, act in ((_("Change"), "pencil", edit), (_("Remove"), "trash-2", remove)):
            button = ActionButton(words, icon=icon)
            button.setAccessibleDescription(partner.name)
            button.clicked.connect(lambda _on=False, act=act: act(partner))
            row.addWidget(button)
        self.body.addLayout(row)
