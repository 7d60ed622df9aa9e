"""Help for the screen in front: a short text with pictures, and a search of all the others."""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QPixmap,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFragment,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout

from app.domain.attention import State
from app.i18n import _
from app.services.desk import Desk
from app.services.explain.states import state_name
from app.services.help import Topic, matching, topics
from ui.guarded import guarded
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.view_models.help_topics import topic_of, with_keys
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton, key_words
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.screen_map import screen_map

_PICTURE = re.compile(r"!\[\]\((shape|icon|screen):([\w-]+)\)")
_PICTURE_SIZE = 16
_SCREEN_WIDTH = 360
_LEAST_WIDTH = 200


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
        self.text.document().setDefaultFont(theme().font("body"))
        words = _PICTURE.sub(_spoken, self._topic.text)
        self.text.setMarkdown(with_keys(words, self._key))
        self.text.dress()

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

    @guarded(None)
    def loadResource(self, kind: int, name: QUrl | str) -> QPixmap:
        name = QUrl(name)
        if name.scheme() == "screen":
            room = max(_LEAST_WIDTH, self.viewport().width())
            return screen_map(name.path(), min(room, _SCREEN_WIDTH), self.devicePixelRatio())
        return _picture(name.scheme(), name.path(), self.devicePixelRatio())

    def dress(self) -> None:
        """Write the headings in the fonts of the theme, and what is strong in its weight."""
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            strong = [] if level else _bold(block)
            looks = QTextCharFormat()
            if level:
                looks.setFont(theme().font("amount" if level == 1 else "heading"))
                self._cursor(block.position(), block.length() - 1).setCharFormat(looks)
            looks.setFontWeight(QFont.Weight.DemiBold.value)
            for fragment in strong:
                self._cursor(fragment.position(), fragment.length()).mergeCharFormat(looks)
            block = block.next()

    def _cursor(self, start: int, length: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _bold(block: QTextBlock) -> list[QTextFragment]:
    found, place = [], block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.charFormat().fontWeight() == QFont.Weight.Bold.value:
            found.append(fragment)
        place += 1
    return found


def _picture(kind: str, name: str, ratio: float) -> QPixmap:
    look = theme()
    size = look.px(_PICTURE_SIZE)
    if kind == "shape":
        return look.shape(name, size, ratio)
    return look.icon(name, look.colour("text2"), size, ratio)


def _spoken(picture: re.Match[str]) -> str:
    """Give a picture its words for those who cannot see it; Qt leaves out a picture without any."""
    kind, name = picture.groups()
    words = state_name(State(name)) if kind == "shape" else "\N{NO-BREAK SPACE}"
    if kind == "screen":
        words = _("What stands where on the screen")
    return f"![{words}]({kind}:{name})"


def _read(_desk: Desk) -> tuple[Topic, ...]:
    return topics()
