"""The words of letters: chosen by kind, tone, language and reader, changed in place, ours one click away."""

from __future__ import annotations

from typing import Any

from app.domain.history import LetterKind
from app.domain.party import Tone
from app.i18n import _, language
from app.services import drafts
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.letter_texts import LetterText, TextKey, field_words, keep_text, kinds, letter_text
from ui.pages.letter_parts import LANGUAGES, TONES
from ui.pages.text_editor import FieldText
from ui.theme import theme
from ui.view_models.draft_keeper import DraftKeeper
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

_HEIGHT = 190


class TextsCard(Card):
    """What is typed holds once the text is left, as one action with Undo; until then it is a draft."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self._key: TextKey | None = None
        self._shown = LetterText((), is_own=False)
        self._is_typed = False
        self._keeper = DraftKeeper(workplace)
        self.kind = PickField(name=_("Letter"))
        self.kind.set_options(kinds(), LetterKind.FRIENDLY)
        self.tone = SegmentedControl([(key, _(words)) for key, words in TONES], value="warm", name=_("Tone"))
        self.language = SegmentedControl(list(LANGUAGES), value=language(), name=_("Language of the letter"))
        self.reader = SegmentedControl(
            [("firm", _("A firm")), ("person", _("A person"))], value="firm", name=_("Written to")
        )
        self.count = SegmentedControl(
            [("one", _("One invoice")), ("many", _("Several"))], value="one", name=_("About")
        )
        self.text = FieldText(name=_("The text of the letter"))
        self.restore = ActionButton(_("Bring the standard text back"), icon="undo-2")
        self.earlier = ActionButton(_("Bring my earlier text back"), icon="history")
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Show the text that is chosen; one that was being typed is kept first."""
        self.flush()
        key = TextKey(
            LetterKind(self.kind.value()),
            Tone(self.tone.value()),
            self.language.value(),
            self.reader.value() == "person",
            self.count.value() == "many",
        )
        self._key = None
        name = f"text/{key.name}"

        def look(desk: Desk) -> tuple[LetterText, dict[str, Any] | None]:
            return letter_text(desk, key), drafts.load(desk, name)

        self._workplace.read(look, lambda found: self._show(key, name, *found))

    def flush(self) -> None:
        """Let what was typed hold."""
        if self._is_typed:
            self._keep(self.text.paragraphs())

    def _lay_out(self) -> None:
        hint = _(
            "An empty line begins a new paragraph. What stands in a box is filled in for each letter. "
            "The table of amounts, the payment box and the paragraph of law stay as they are."
        )
        self.body.setSpacing(12)
        self.body.addWidget(Label(_("Letter texts"), "heading"))
        picks = FlowLayout(gap=12)
        for words, field in (
            (_("Letter"), self.kind),
            (_("Tone"), self.tone),
            (_("Language of the letter"), self.language),
            (_("Written to"), self.reader),
            (_("About"), self.count),
        ):
            picks.addWidget(FieldBox(words, field))
        self.body.addLayout(picks)
        frame = Card("base", margin=8, border="ctrl")
        frame.body.addWidget(self.text)
        self.text.setMinimumHeight(theme().px(_HEIGHT))
        self.body.addWidget(frame)
        self.body.addWidget(Label(hint, "small", colour="text2", wrap=True))
        ways = FlowLayout(gap=8)
        for button in (self.restore, self.earlier):
            ways.addWidget(button)
        self.body.addLayout(ways)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self.read())
        for choice in (self.tone, self.language, self.reader, self.count):
            choice.changed.connect(lambda _key: self.read())
        self.text.changed.connect(self._write)
        self.text.left.connect(self.flush)
        self.restore.clicked.connect(lambda: self._keep(()))
        self.earlier.clicked.connect(lambda: self._keep(self._shown.earlier))
        self._workplace.put_away.connect(self.flush)
        self._workplace.changed.connect(self._note)

    def _note(self, changes: Changes) -> None:
        if changes.kind.endswith("letter_text"):
            self.read()

    def _show(self, key: TextKey, name: str, found: LetterText, begun: dict[str, Any] | None) -> None:
        self._key, self._shown, self._keeper.name = key, found, name
        self._is_typed = begun is not None
        self.text.show_text(tuple(begun["paragraphs"]) if begun else found.paragraphs, field_words())
        self.restore.setEnabled(found.is_own)
        self.earlier.setEnabled(bool(found.earlier))

    def _write(self) -> None:
        self._is_typed = True
        self._keeper.keep({"paragraphs": self.text.paragraphs()})

    def _keep(self, paragraphs: tuple[str, ...]) -> None:
        """Let the words hold; none are ours."""
        key, self._is_typed = self._key, False
        self._keeper.discard()
        if key is not None and paragraphs != self._shown.paragraphs:
            self._workplace.act(lambda desk: keep_text(desk, key, paragraphs))
