"""Every cause has its words, and every place in them is filled."""

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from app.domain.invoice_checks import Check
from app.domain.money import SEK, Money
from app.importers import header_words, problems, statement_words, trouble
from app.importers.detect import NO_CLAIMS, READABLE, Kind
from app.importers.draft import blocking
from app.importers.field_names import FIELD_NAMES
from app.importers.trouble import UnreadableFileError

SOURCE = Path(trouble.__file__).parent
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("*.py")))


def test_every_code_that_is_used_has_its_words() -> None:
    used = set(re.findall(r'\b(?:block|note|blocking|notice)\(\s*"(\w+)"', TEXT))
    answered_otherwise = READABLE | NO_CLAIMS.keys() | {Kind.BINARY}
    formats = {f"format_{kind}" for kind in Kind if kind not in answered_otherwise}

    assert used >= {"missing", "not_a_day", "due_missing", "total_row"}
    assert set(problems.PROBLEMS) == used | formats | {
        *NO_CLAIMS.values(),
        *Check,
        "number_twice",
        "number_of_another",
    }


def test_every_reason_that_is_used_has_its_words() -> None:
    used = set(re.findall(r'UnreadableFileError\(\s*"(\w+)"', TEXT)) | {"broken_xml", "has_doctype"}

    assert set(problems.REASONS) == used


def test_every_field_has_a_name() -> None:
    assert {*header_words.FIELDS, *statement_words.FIELDS} <= set(FIELD_NAMES)


def test_a_sentence_shows_amounts_and_days_as_people_read_them() -> None:
    rest = blocking(
        "rest_above_total", line=7, field="amount_due", rest=Money(490_000, SEK), total=Money(390_000, SEK)
    )
    day = blocking(
        "impossible_day", line=6, field="due_on", found="2026-11-31", suggestion=date(2026, 11, 30)
    )

    assert "4,900.00" in problems.message(rest)
    assert problems.message(day) == "The due date 2026-11-31 does not exist."
    assert problems.advice(day) == "The last day of that month is 2026-11-30."


@pytest.mark.parametrize("reason", sorted(problems.REASONS))
def test_trouble_is_told_in_two_sentences(reason: str) -> None:
    said = problems.trouble(UnreadableFileError(reason, limit_bytes=20 * 1024 * 1024))

    assert said.count("{") == 0
    assert said.endswith((".", "?"))


def test_the_places_of_each_sentence_have_names() -> None:
    texts = [text for words in problems.PROBLEMS.values() for text in (words.says, words.advice)]

    assert all(
        name for text in texts for _lead, name, _spec, _kind in Formatter().parse(text) if name is not None
    )
    assert all(texts)
