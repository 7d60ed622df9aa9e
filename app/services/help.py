"""The help: one short text a screen, in the language of the screen, from files that come with the app."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import LANGUAGES, SOURCE_LANGUAGE, language
from app.resources import resource
from app.storage.folding import fold


@dataclass(frozen=True, slots=True)
class Topic:
    """One text of the help.

    Attributes:
        text: Markdown, with pictures such as `![](shape:overdue)` and keys such as `{key:call}`.
    """

    key: str
    title: str
    text: str


def topics() -> tuple[Topic, ...]:
    """Return every text of the help, by title."""
    tongue = language() if language() in LANGUAGES else SOURCE_LANGUAGE
    files = sorted(resource("help", tongue).glob("*.md"))
    found = (_topic(file.stem, file.read_text(encoding="utf-8")) for file in files)
    return tuple(sorted(found, key=lambda topic: topic.title))


def matching(known: tuple[Topic, ...], words: str) -> tuple[Topic, ...]:
    """Return the texts that have every one of the words, those with most in their title first."""
    wanted = fold(words).split()
    hits = [topic for topic in known if all(word in fold(topic.text) for word in wanted)]
    return tuple(sorted(hits, key=lambda topic: -sum(word in fold(topic.title) for word in wanted)))


def _topic(key: str, text: str) -> Topic:
    title = text.splitlines()[0].removeprefix("#").strip()
    return Topic(key, title, text)
