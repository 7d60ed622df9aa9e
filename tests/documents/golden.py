"""The text of every letter and agreement, kept in `tests/golden`.

After a wanted change: `python -m tests.documents.golden` writes the files anew; then read what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.documents.dispute_letter import render as render_dispute
from app.documents.letter_pdf import render
from app.documents.plan_pdf import render_plan
from app.domain.history import DisputeWay, LetterKind
from app.domain.party import Tone
from tests.documents.reading import text
from tests.documents.samples import EVERY_LETTER, LANGUAGES, LAWS, dispute, letter, plan

FOLDER = Path(__file__).resolve().parent.parent / "golden"


def documents() -> Iterator[tuple[str, str]]:
    """Yield file name and text: one file for each kind, law and language."""
    for law in LAWS:
        for language in LANGUAGES:
            for _law, kind in (pair for pair in EVERY_LETTER if pair[0] == law):
                yield f"{kind}-{law}-{language}.txt", letters(kind, law, language)
            yield f"plan-{law}-{language}.txt", text(render_plan(plan(law=law, language=language))) + "\n"
            for way in (DisputeWay.REFUSED, DisputeWay.SPLIT):
                yield f"dispute_{way}-{law}-{language}.txt", disputes(way, law, language)


def letters(kind: LetterKind, law: str, language: str) -> str:
    """Return the letters of all tones, to a person about one invoice and to a firm about two."""
    parts = []
    for tone in Tone:
        for invoices, to in ((1, "a person, one invoice"), (2, "a firm, two invoices")):
            data = render(letter(kind, law=law, language=language, tone=tone, invoices=invoices))
            parts.append(f"===== {tone}, to {to} =====\n{text(data)}\n")
    return "\n".join(parts)


def disputes(way: DisputeWay, law: str, language: str) -> str:
    """Return the letters of all tones that end a dispute this way, to a person and to a firm."""
    parts = []
    for tone in Tone:
        for person, to in ((True, "a person"), (False, "a firm")):
            asked = dispute(way, law=law, language=language, tone=tone, person=person)
            parts.append(f"===== {tone}, to {to} =====\n{text(render_dispute(asked))}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    for name, written in documents():
        (FOLDER / name).write_text(written, encoding="utf-8", newline="\n")
