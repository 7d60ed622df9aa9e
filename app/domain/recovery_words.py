"""A key as words that can be read aloud, written down and typed: made-up ones, the same in every language.

Each word stands for 16 bits, consonant and vowel by turns (the scheme known as proquints). Five words make a
row: four of the key and one worked out from them and the number of the row, so that a slip of the pen is
found, and the row that it is in.
"""

from __future__ import annotations

import re

from app.domain.errors import RuleError
from app.domain.file_key import KEY_BYTES

ROWS = 4
WORDS_IN_ROW = 5
_ROW_BYTES = KEY_BYTES // ROWS
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"
_LETTERS = (_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS)
_WORD = re.compile("".join(f"[{letters}]" for letters in _LETTERS))


class RecoveryWordsError(RuleError):
    """What was typed is not a key in words.

    Attributes:
        row: The first row, from 1, that is mistyped; 0 where the number of words is wrong.
        count: How many words there are; `ROWS * WORDS_IN_ROW` are expected.
    """

    def __init__(self, row: int, count: int) -> None:
        super().__init__(row, count)
        self.row = row
        self.count = count


def encode(raw: bytes) -> tuple[tuple[str, ...], ...]:
    """Return the rows of words of a key of 32 bytes."""
    parts = [raw[start : start + _ROW_BYTES] for start in range(0, KEY_BYTES, _ROW_BYTES)]
    return tuple(_words(part + _check(row, part)) for row, part in enumerate(parts, 1))


def decode(typed: str) -> bytes:
    """Return the key of its words; capitals, numbers of rows and what stands between words do not matter.

    Raises:
        RecoveryWordsError: There are too few or too many words, or a row is mistyped.
    """
    words = re.findall(r"[^\W\d_]+", typed.lower())
    if len(words) != ROWS * WORDS_IN_ROW:
        raise RecoveryWordsError(0, len(words))
    rows = [words[start : start + WORDS_IN_ROW] for start in range(0, len(words), WORDS_IN_ROW)]
    return b"".join(_row(number, row, len(words)) for number, row in enumerate(rows, 1))


def _row(number: int, words: list[str], count: int) -> bytes:
    if not all(_WORD.fullmatch(word) for word in words):
        raise RecoveryWordsError(number, count)
    whole = b"".join(_bits(word).to_bytes(2, "big") for word in words)
    part, check = whole[:_ROW_BYTES], whole[_ROW_BYTES:]
    if check != _check(number, part):
        raise RecoveryWordsError(number, count)
    return part


def _words(part: bytes) -> tuple[str, ...]:
    return tuple(_word(int.from_bytes(part[at : at + 2], "big")) for at in range(0, len(part), 2))


def _word(bits: int) -> str:
    signs = []
    for letters in reversed(_LETTERS):
        bits, place = divmod(bits, len(letters))
        signs.append(letters[place])
    return "".join(reversed(signs))


def _bits(word: str) -> int:
    bits = 0
    for sign, letters in zip(word, _LETTERS, strict=True):
        bits = bits * len(letters) + letters.index(sign)
    return bits


def _check(row: int, part: bytes) -> bytes:
    import hashlib  # nothing that is not encrypted needs it before the first paint

    return hashlib.sha256(bytes([row]) + part).digest()[:2]
