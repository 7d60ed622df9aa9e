"""The key of a file: its mark, its passphrase, and the words in which a person keeps it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import recovery_words
from app.domain.file_key import (
    BY_PASSPHRASE,
    FileKey,
    PassphraseTooShortError,
    chosen_passphrase,
    from_passphrase,
    from_raw,
    is_mark,
)
from app.domain.recovery_words import RecoveryWordsError, decode, encode

RAW = bytes(range(32))
KEYS = st.binary(min_size=32, max_size=32)


def typed(raw: bytes) -> str:
    return "\n".join(" ".join(row) for row in encode(raw))


@given(KEYS)
def test_a_key_is_read_back_from_its_words(raw: bytes) -> None:
    assert decode(typed(raw)) == raw


def test_words_are_those_of_the_published_scheme() -> None:
    # "A Proposal for Proquints": 127.0.0.1 is lusab-babad, 63.84.220.193 is gutih-tugad
    raw = bytes([127, 0, 0, 1, 63, 84, 220, 193]).ljust(32, b"\0")
    assert encode(raw)[0][:4] == ("lusab", "babad", "gutih", "tugad")


def test_words_are_read_however_they_are_written_down() -> None:
    rows = encode(RAW)
    noted = ";  ".join(f"{n}. {'-'.join(row)}" for n, row in enumerate(rows, 1)).upper()
    assert decode(noted) == RAW


@pytest.mark.parametrize("place", range(20))
def test_a_mistyped_word_is_found_in_its_row(place: int) -> None:
    for vowel in "aiou":
        words = typed(RAW).split()
        if words[place][1] == vowel:
            continue
        words[place] = words[place][0] + vowel + words[place][2:]
        with pytest.raises(RecoveryWordsError) as told:
            decode(" ".join(words))
        assert told.value.row == place // 5 + 1


def test_rows_in_another_order_are_refused() -> None:
    rows = [" ".join(row) for row in encode(RAW)]
    with pytest.raises(RecoveryWordsError) as told:
        decode(" ".join([rows[1], rows[0], *rows[2:]]))
    assert told.value.row == 1


@pytest.mark.parametrize("words", ["", "lusab babad", "höst " * 20, "lusab " * 19, "lusab " * 21])
def test_what_is_no_key_is_refused(words: str) -> None:
    with pytest.raises(RecoveryWordsError) as told:
        decode(words)
    assert told.value.count == len(words.split())
    assert recovery_words.ROWS * recovery_words.WORDS_IN_ROW == 20


def test_a_key_has_a_mark_of_its_own_that_does_not_show_it() -> None:
    key, other = from_raw(RAW), from_raw(RAW[::-1])
    assert is_mark(key.mark)
    assert len(key.mark) == 16
    assert key.mark != other.mark
    assert key.fits
    assert not FileKey(RAW, other.mark).fits
    assert RAW.hex() not in repr(key)
    assert repr(RAW) not in repr(key)


def test_a_passphrase_is_the_same_however_the_keyboard_writes_its_letters() -> None:
    mark = BY_PASSPHRASE + bytes(12)
    assert from_passphrase("blå hösten", mark) == from_passphrase("bla\u030a ho\u0308sten", mark)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(PassphraseTooShortError):
        chosen_passphrase("ni tecken", bytes(12))
    assert chosen_passphrase("tio tecken", bytes(12)).by_passphrase
