"""Files spoiled at random: bytes flipped, cut, doubled, moved; and strange values where usual ones stood."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from io import BytesIO

from lxml import etree

_STRANGE = (
    b"", b"0", b"-1", b"-0.00", b"99999999999999999999999999", b"1e999999", b"1E5", b"NaN", b"Infinity",
    b"0x1F", b"1,2,3.4", b"1 000,00-", b"\xc2\xb2", b"\xd9\xa3", b"\xe2\x88\x9212", b"9999-12-31",
    b"0000-00-00", b"2026-02-30", b"10000-01-01", b"24:00:00", b"SEKK", b"kr", b"\x00", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xc3", b"\r", b"\n", b"\t", b'"', b"'", b";", b"|", b"<", b">", b"&", b"&amp;",
    b"&lt;", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x>", b"<a>", b"</a>", b"<?x?>", b" ", b"\xc2\xa0",
    b"{found}", b"%s", b"=1+1", b"A" * 3000, b"1" * 400,
)  # fmt: skip
_VALUES = re.compile(rb"[0-9]+(?:[.,:-][0-9]+)*|[A-Za-z\xc3-\xfe]{2,}")
_ZIP = b"PK\x03\x04"
Spoiler = Callable[[random.Random, bytearray], None]


def spoil(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Return the file with one to eight things wrong; `others` may lend a piece.

    A ZIP is mostly spoiled inside, and XML so that it stays XML, for their parsers to look at.
    """
    if content.startswith(_ZIP) and chance.random() < 0.8:
        return _spoil_member(chance, content)
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") and chance.random() < 0.7:
        return _spoil_elements(chance, content)
    spoiled = bytearray(content)
    for _time in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
        chance.choice(_SPOILERS)(chance, spoiled)
    if others and chance.random() < 0.1:
        lent = chance.choice(others)
        start = chance.randrange(len(lent) or 1)
        place = chance.randrange(len(spoiled) + 1)
        spoiled[place:place] = lent[start : start + chance.randrange(1, 2000)]
    return bytes(spoiled)


def _spoil_member(chance: random.Random, content: bytes) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as whole, zipfile.ZipFile(kept, "w") as made:
        names = whole.namelist()
        victim = chance.choice(names)
        for name in names:
            data = whole.read(name)
            made.writestr(name, spoil(chance, data, ()) if name == victim else data)
    return kept.getvalue()


def _spoil_elements(chance: random.Random, content: bytes) -> bytes:
    root = etree.fromstring(content)
    for _time in range(chance.choice((1, 1, 2, 3, 5, 10))):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        element, other = chance.choice(elements), chance.choice(elements)
        chance.choice(_ELEMENT_SPOILERS)(chance, element, other)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _strange_text(chance: random.Random, element: etree._Element, _other: etree._Element) -> None:
    text = chance.choice(_STRANGE).decode("latin-1" if chance.random() < 0.2 else "utf-8", errors="ignore")
    kept = "".join(letter for letter in text if letter in "\t\n\r" or letter >= " ")
    if element.attrib and chance.random() < 0.3:
        element.set(chance.choice(sorted(element.attrib)), kept)
    else:
        element.text = kept


def _lent_text(_chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    element.text = other.text


def _drop_element(_chance: random.Random, element: etree._Element, _other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double_element(_chance: random.Random, element: etree._Element, _other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element), deepcopy(element))


def _copy_elsewhere(_chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    if len(other) < 50:
        other.append(deepcopy(element))


def _rename_element(_chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    if element.getparent() is not None:
        element.tag = other.tag


_ELEMENT_SPOILERS = (
    _strange_text, _strange_text, _strange_text, _lent_text, _drop_element, _drop_element, _double_element,
    _copy_elsewhere, _rename_element,
)  # fmt: skip


def _span(chance: random.Random, content: bytearray, longest: int) -> slice:
    start = chance.randrange(len(content) + 1)
    return slice(start, min(len(content), start + chance.randint(1, longest)))


def _flip(chance: random.Random, content: bytearray) -> None:
    for _byte in range(chance.randint(1, 20)):
        if content:
            content[chance.randrange(len(content))] = chance.randrange(256)


def _cut(chance: random.Random, content: bytearray) -> None:
    del content[chance.randrange(len(content) + 1) :]


def _remove(chance: random.Random, content: bytearray) -> None:
    del content[_span(chance, content, 200)]


def _repeat(chance: random.Random, content: bytearray) -> None:
    span = _span(chance, content, 400)
    content[span] = bytes(content[span]) * chance.choice((2, 2, 3, 20))


def _move(chance: random.Random, content: bytearray) -> None:
    span = _span(chance, content, 200)
    piece = content[span]
    del content[span]
    place = chance.randrange(len(content) + 1)
    content[place:place] = piece


def _insert(chance: random.Random, content: bytearray) -> None:
    place = chance.randrange(len(content) + 1)
    content[place:place] = chance.choice((chance.choice(_STRANGE), chance.randbytes(chance.randint(1, 30))))


def _replace_value(chance: random.Random, content: bytearray) -> None:
    found = [match.span() for match in _VALUES.finditer(content)]
    if found:
        start, end = chance.choice(found)
        content[start:end] = chance.choice(_STRANGE)


def _swap_values(chance: random.Random, content: bytearray) -> None:
    found = [match.span() for match in _VALUES.finditer(content)]
    if found:
        (start, end), (other, last) = chance.choice(found), chance.choice(found)
        content[start:end] = bytes(content[other:last])


def _move_line(chance: random.Random, content: bytearray) -> None:
    lines = bytes(content).splitlines(keepends=True)
    if lines:
        line = chance.choice(lines)
        if chance.random() < 0.5:
            lines.remove(line)
        lines.insert(chance.randrange(len(lines) + 1), line)
        content[:] = b"".join(lines)


_SPOILERS: tuple[Spoiler, ...] = (
    _flip, _cut, _remove, _repeat, _move, _insert, _replace_value, _replace_value, _swap_values, _move_line,
)  # fmt: skip
