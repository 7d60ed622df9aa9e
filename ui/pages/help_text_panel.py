"""Help for the screen in front: a short text with pictures, and a search of all the others."""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout

from app.domain.attention import State
from app.i18n import _
from app.services.desk import Desk
from app.services.explain.states import state_name
from app.services.help import Topic, matching, topics
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.view_models.help_topics import topic_of, with_keys
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton, key_words
from ui.widgets.field import Field
from ui.widgets.label import Label

_PICTURE = re.compile(r"!\[\]\((shape|icon):([\w-]+)\)")
_PICTURE_SIZE = 16


class HelpTextPanel(Panel):
    """Opens at the text about the screen; what is typed narrows the list of all texts below it."""

    def __init__(self, workplace: Workplace, _subject: Subject) -> None:
        super().__init__()
        self._workplace, self._front = workplace, workplace.front
        self._topics: tuple[Topic, ...] = ()
        self._topic: Topic | None = None
        self.field = Field(placeholder=_("Search the help"), icon="search", name=_("Search the help"))
        self.text = _Text()
        self.text.setAccessibleName(_("Help for this screen"))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.links: dict[str, ActionButton] = {}
        self._found = QVBoxLayout()
        self._found.setSpacing(4)
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._open_first)
        theme().changed.connect(self._paint)

    def title(self) -> str:
        """Return what the panel is."""
        return _("Help")

    def entered(self) -> None:
        """Read the texts."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._workplace.read(_read, self._take)

    def show_topic(self, key: str) -> None:
        """Show one text."""
        self._topic = next((topic for topic in self._topics if topic.key == key), self._topic)
        self._paint()

    def _lay_out(self) -> None:
        head, scrolled = Head(self.title()), Scrolled()
        keys = ActionButton.for_action(self._workplace.actions["keys"], kind="link")
        scrolled.column.addWidget(self.field)
        scrolled.column.addWidget(self.text)
        scrolled.column.addWidget(keys, 0, Qt.AlignmentFlag.AlignLeft)
        scrolled.column.addWidget(Label(_("All of the help"), "small", colour="text2", strong=True))
        scrolled.column.addLayout(self._found)
        scrolled.column.addStretch(1)
        head.left.connect(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)

    def _take(self, found: tuple[Topic, ...]) -> None:
        self._topics = found
        self.show_topic(topic_of(self._front))
        self._search("")

    def _search(self, words: str) -> None:
        clear(self._found)
        self.links = {}
        found = matching(self._topics, words)
        for topic in found:
            link = self.links[topic.key] = ActionButton(topic.title, kind="link")
            link.clicked.connect(lambda _on=False, key=topic.key: self.show_topic(key))
            self._found.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if not found and words:
            self._found.addWidget(Label(_("Nothing on “{text}”.").format(text=words), colour="text2"))

    def _open_first(self) -> None:
        if self.links:
            self.show_topic(next(iter(self.links)))

    def _paint(self) -> None:
        """Show the text with the keys as they are now, and its pictures in the colours of the theme."""
        if self._topic is None:
            return
        document = self.text.document()
        look, ratio = theme(), self.devicePixelRatio()
        size = look.px(_PICTURE_SIZE)
        for kind, name in set(_PICTURE.findall(self._topic.text)):
            picture = (
                look.shape(name, size, ratio)
                if kind == "shape"
                else look.icon(name, look.colour("text2"), size, ratio)
            )
            document.addResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(f"{kind}:{name}"), picture
            )
        document.setDefaultFont(look.font("body"))
        words = _PICTURE.sub(_spoken, self._topic.text)
        self.text.setMarkdown(with_keys(words, self._key))
        self.text.dress_headings()

    def _key(self, command: str) -> str:
        return key_words(self._workplace.actions[command].shortcut()) or _("no key")


class _Text(QTextBrowser):
    """As high as its words, for the panel around it scrolls; headings are of our type scale, not of Qt's."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda size: self.setFixedHeight(ceil(size.height()))
        )

    def dress_headings(self) -> None:
        """Write the headings in the fonts of the theme."""
        cursor, block = QTextCursor(self.document()), self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                looks = QTextCharFormat()
                looks.setFont(theme().font("amount" if level == 1 else "heading"))
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(looks)
            block = block.next()


def _spoken(picture: re.Match[str]) -> str:
    """Give a picture its words for those who cannot see it; Qt leaves out a picture without any."""
    kind, name = picture.groups()
    words = state_name(State(name)) if kind == "shape" else "\N{NO-BREAK SPACE}"
    return f"![{words}]({kind}:{name})"


def _read(_desk: Desk) -> tuple[Topic, ...]:
    return topics()
