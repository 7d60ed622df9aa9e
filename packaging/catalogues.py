"""Keep the translators' catalogues in step with the code: `python packaging/catalogues.py COMMAND`.

The files hold no line numbers and no dates and are sorted: a change shows what changed and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.i18n import LANGUAGES, SOURCE_LANGUAGE, fits  # noqa: E402 - from the tree, which only now is on the path

TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)
FOLDERS = ("app", "ui")
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
REMARK = "Translators:"
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
USAGE = """usage: python packaging/catalogues.py COMMAND

  extract   print every text in the code that a person reads
  update    bring the catalogues in step: new texts come in empty, texts no longer used are set aside
  check     list what is missing or does not fit
"""


def extract(root: Path = ROOT) -> Catalog:
    """Return every text marked for translation in the code below `root`."""
    found = Catalog()
    for folder in FOLDERS:
        rows = extract_from_dir(
            str(root / folder),
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=(REMARK,),
            strip_comment_tags=True,
        )
        for _file, _line, text, remarks, context in rows:
            found.add(text, auto_comments=remarks, context=context)
    return found


def path_of(language: str, root: Path = ROOT) -> Path:
    """Return the file that translators of one language edit."""
    return root / "resources" / "locale" / language / "LC_MESSAGES" / "betalt.po"


def read(language: str, root: Path = ROOT) -> Catalog:
    """Return the catalogue of one language, empty where there is none yet."""
    path = path_of(language, root)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(catalogue: Catalog, language: str, root: Path = ROOT) -> None:
    """Store a catalogue in the one form that does not change by itself."""
    for message in texts(catalogue):
        message.flags.clear()
    content = BytesIO()
    write_po(content, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    header = HEADER.format(language=language, plural_forms=catalogue.plural_forms)
    path = path_of(language, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + content.getvalue())


def merge(found: Catalog, known: Catalog, language: str) -> Catalog:
    """Return the texts found, with what is known of their translations; the rest is set aside, not lost."""
    merged = Catalog(locale=language)
    aside = {_key(message): message for message in known.obsolete.values()}
    before = aside | {_key(message): message for message in texts(known)}
    for message in texts(found):
        old = before.pop(_key(message), None)
        merged.add(
            message.id,
            old.string if old else "",
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old else (),
            context=message.context,
        )
    for old in before.values():
        if any(_parts(old.string)):
            merged.obsolete[f"{old.context or ''}\x04{old.id}"] = old
    return merged


def problems(found: Catalog, known: Catalog) -> Iterator[str]:
    """Say of each text found what its translation lacks; nothing where all is well."""
    translations = {_key(message): message for message in texts(known)}
    for message in texts(found):
        translated = translations.get(_key(message))
        if translated is None or not all(_parts(translated.string)):
            yield f"not translated: {message.id!r}"
        elif translated.fuzzy:
            yield f"only guessed: {message.id!r}"
        elif not _places_agree(message, translated):
            yield f"other places than the English text: {message.id!r}"


def texts(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages without the header."""
    return (message for message in catalogue if message.id)


def _key(message: Message) -> tuple[str | None, ...]:
    """Tell texts apart; one that came to be counted is a new text, since it needs other forms."""
    return (message.context, *_parts(message.id))


def _parts(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _places_agree(source: Message, translated: Message) -> bool:
    plural = _parts(source.id)[-1]
    one, *more = _parts(translated.string)
    return fits(one, plural, counted=bool(more)) and all(fits(form, plural) for form in more)


def main(arguments: list[str]) -> int:
    """Run one command; return 1 where `check` found something."""
    match arguments:
        case ["extract"]:
            for message in texts(extract()):
                print(message.id)
        case ["update"]:
            found = extract()
            for language in TRANSLATED:
                write(merge(found, read(language), language), language)
        case ["check"]:
            found = extract()
            lines = [f"{tongue}: {line}" for tongue in TRANSLATED for line in problems(found, read(tongue))]
            print("\n".join(lines) or "Every text is translated.")
            return 1 if lines else 0
        case _:
            print(USAGE)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
