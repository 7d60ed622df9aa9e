"""The words of letters: chosen by kind, tone, language and reader, changed in place, ours one click away."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer

from app.domain.history import LetterKind
from app.domain.party import Tone
from app.i18n import _, language
from app.services.letter_texts import LetterText, TextKey, field_words, keep_text, kinds, letter_text
from ui.pages.letter_parts import LANGUAGES, TONES
from ui.pages.text_editor import FieldText
from ui.theme import theme
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

_TYPED_MS = 800
_HEIGHT = 190


class TextsCard(Card):
    """What is typed holds for the next letter; the status line offers the way back."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(margin=20)
        self._workplace = workplace
        self._key: TextKey | None = None
        self._before: tuple[str, ...] = ()
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
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
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
        self._workplace.read(lambda desk: letter_text(desk, key), lambda found: self._show(key, found))

    def flush(self) -> None:
        """Keep what was typed."""
        if self._typed.isActive():
            self._typed.stop()
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
        self.body.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self.read())
        for choice in (self.tone, self.language, self.reader, self.count):
            choice.changed.connect(lambda _key: self.read())
        self.text.changed.connect(self._typed.start)
        self._typed.timeout.connect(lambda: self._keep(self.text.paragraphs()))
        self.restore.clicked.connect(lambda: self._keep(()))

    def _show(self, key: TextKey, found: LetterText) -> None:
        self._key, self._before = key, found.paragraphs
        self.text.show_text(found.paragraphs, field_words())
        self.restore.setEnabled(found.is_own)

    def _keep(self, paragraphs: tuple[str, ...]) -> None:
        """Let the words hold, and offer those before."""
        key, before = self._key, self._before
        if key is None or paragraphs == before:
            return
        self._before = paragraphs

        def kept(_none: None) -> None:
            said = _("The text of the letter is changed.")
            self._workplace.notices.say(said, undo=lambda: self._put_back(key, before))
            self.restore.setEnabled(bool(paragraphs))
            if not paragraphs:
                self.read()

        self._workplace.read(lambda desk: keep_text(desk, key, paragraphs), kept)

    def _put_back(self, key: TextKey, paragraphs: tuple[str, ...]) -> None:
        self._typed.stop()
        self._workplace.read(lambda desk: keep_text(desk, key, paragraphs), lambda _none: self.read())
