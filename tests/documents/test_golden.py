"""The words and figures of every document, line by line."""

from __future__ import annotations

import pytest

from tests.documents.golden import FOLDER, documents

_DOCUMENTS = dict(documents())


@pytest.mark.parametrize("name", sorted(_DOCUMENTS))
def test_the_paper_says_what_its_golden_file_says(name: str) -> None:
    assert _DOCUMENTS[name].splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines()


def test_no_golden_file_is_left_of_a_letter_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(_DOCUMENTS)
