"""The parts of the page for handing over: what stands in the way, the checklist, the choice of partner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _, ngettext
from app.services.explain.partners import KindWords
from app.services.handing_over import Delivered
from app.services.handing_over_checks import CheckItem
from app.services.handing_over_view import HandOverView, Obstacle, PartnerChoice
from ui.pages.icon_line import IconLine, Mark
from ui.pages.scrolling import clear
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

CHECKED = "checked"
"""The way out by which the user says that they have looked at the account today."""
_WORDS = {
    "facts": N_("Fill in the facts"),
    "dispute": N_("Open the dispute"),
    "plans": N_("Open the plans"),
    "call": N_("Call"),
    "letter": N_("Write the letter"),
    "read_in": N_("Read in the bank file"),
    CHECKED: N_("I have looked today, nothing new"),
    "rates": N_("Open rates and rules"),
    "matching": N_("Look at the payment"),
    "customer": N_("Open the customer"),
    "attachments": N_("Add a file"),
    "proof": N_("Keep a proof"),
}
Fix = Callable[[str], None]


def about_kind(kind: KindWords) -> tuple[str, ...]:
    """Return what a kind of partner needs, costs and answers, a line each."""
    said = _("{title}: {words}")
    told = ((_("Needs"), kind.needs), (_("Costs"), kind.costs), (_("Answers"), kind.answers))
    return tuple(said.format(title=title, words=words) for title, words in told)


class Obstacles(Card):
    """Every thing that stands in the way: why, from which day, by which law, and the way on."""

    def __init__(self, fix: Fix) -> None:
        super().__init__("overdue", margin=16)
        self._fix = fix
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addWidget(Label(_("Not yet"), "heading", colour="overdue"))
        self.body.addLayout(self._rows)

    def show_obstacles(self, obstacles: Sequence[Obstacle]) -> None:
        """Show these; the card takes no room without any."""
        clear(self._rows)
        for each in obstacles:
            outs = (each.way_out, CHECKED) if each.way_out == "read_in" else (each.way_out,)
            self._rows.addWidget(_Row("clock", each.words, "", [out for out in outs if out], self._fix))
        self.setVisible(bool(obstacles))


class Checklist(Card):
    """What the pack has and lacks; what lacks holds nothing up, and says where it is put right."""

    def __init__(self, fix: Fix) -> None:
        super().__init__(margin=16)
        self._fix = fix
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addWidget(Label(_("What goes along"), "heading"))
        self.body.addLayout(self._rows)

    def show_items(self, items: Sequence[CheckItem]) -> None:
        """Show these lines, each with its way out where something lacks."""
        clear(self._rows)
        for item in items:
            outs = [] if item.good else [item.way_out]
            icon = "check" if item.good else "circle-alert"
            self._rows.addWidget(_Row(icon, item.title, item.words, outs, self._fix))


class PartnerCard(Card):
    """To whom, what that kind of partner needs, costs and answers, and what the step costs."""

    chosen = Signal(str)
    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=16)
        self.partner = PickField(name=_("Partner"))
        self.add = ActionButton(_("Add a partner"), icon="plus")
        self._box = FieldBox(_("Partner"), self.partner)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addWidget(Label(_("To whom"), "heading"))
        self.body.addWidget(self._box)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.partner.activated.connect(lambda _at: self.chosen.emit(self.partner.value()))
        self.add.clicked.connect(self.add_asked)

    def show_view(self, view: HandOverView, choice: PartnerChoice | None) -> None:
        """Show the partners, and what is known of the chosen one."""
        options = [
            (each.partner.name, _("{name} ({kind})").format(name=each.partner.name, kind=each.kind.name))
            for each in view.choices
        ]
        self.partner.set_options(options, choice.partner.name if choice else "")
        self._box.setVisible(bool(options))
        clear(self._lines)
        if choice is None:
            self._lines.addWidget(Label(_("There is nobody on your register yet."), wrap=True))
        else:
            self._lines.addWidget(Label(choice.kind.does, wrap=True))
            for words in about_kind(choice.kind):
                self._lines.addWidget(Label(words, "small", colour="text2", wrap=True))
        for words in choice.costs if choice else view.costs:
            self._lines.addWidget(IconLine("calculator", words))


class ResultCard(Card):
    """Where the pack lies, how much there is in it, and what it lacks."""

    def __init__(self, open_place: Callable[[Path], None]) -> None:
        super().__init__("not_due", margin=16)
        self._words = Label("", strong=True, wrap=True)
        self._lacks = Label("", "small", colour="text2", wrap=True)
        self._place = Path()
        self.open = ActionButton(_("Open the folder"), icon="external-link")
        self.proof = ActionButton(_("Keep a proof"), icon="bookmark-check")
        for widget in (self._words, self._lacks):
            self.body.addWidget(widget)
        row = FlowLayout(gap=8)
        for button in (self.open, self.proof):
            row.addWidget(button)
        self.body.addLayout(row)
        self.open.clicked.connect(lambda _on: open_place(self._place))

    def show_result(self, made: Delivered, *, proves: bool) -> None:
        """Show a pack that was written; with `proves` the partner will bring a proof, to be kept here."""
        self.proof.setVisible(proves)
        self._place = made.place if made.place.is_dir() else made.place.parent
        said = ngettext("{n} file lies in {place}.", "{n} files lie in {place}.", len(made.files))
        self._words.setText(said.format(n=len(made.files), place=made.place))
        self._lacks.setText("\n".join(made.missing))
        self._lacks.setVisible(bool(made.missing))
        self.setVisible(True)


class _Row(QWidget):
    """A mark, a title with its words below, and beside them the buttons that put it right."""

    def __init__(self, icon: str, title: str, words: str, outs: Sequence[str], fix: Fix) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        beside = Qt.AlignmentFlag.AlignTop if words else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Mark(icon), 0, beside)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(title, strong=bool(words), wrap=True))
        if words:
            column.addWidget(Label(words, "small", colour="text2", wrap=True))
        row.addLayout(column, 1)
        for out in outs:
            button = ActionButton(_(_WORDS[out]), kind="link")
            button.setAccessibleDescription(title)
            button.clicked.connect(lambda _on=False, out=out: fix(out))
            row.addWidget(button, 0, beside)
