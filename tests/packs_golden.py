"""The words of evidence packs, kept in `tests/golden_packs`: each summary, application and list of figures.

After a wanted change: `python -m tests.packs_golden` writes the files anew; then read what changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services.evidence import PackWish, make_pack
from tests.documents.reading import text
from tests.evidence_cases import norwegian, swedish

FOLDER = Path(__file__).resolve().parent / "golden_packs"
LANGUAGES = ("sv", "nb", "en")
_CHECKSUM = re.compile(r"\b[0-9a-f]{12,64}\b")


def papers(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and words of every text in the packs, checksums aside: all summaries, with notes in one."""
    for law, make in (("SE", swedish), ("NO", norwegian)):
        within = folder / law
        within.mkdir()
        office, case_id = make(within)
        for language in LANGUAGES:
            wish = PackWish(language, notes=language == "en")
            for file in make_pack(office.desk, [case_id], wish).files:
                if file.name.endswith(".pdf") and "/" not in file.name:
                    yield f"summary-{law}-{language}.txt", _CHECKSUM.sub("*", text(file.content)) + "\n"
                elif file.name.endswith(".txt") and language == "en":
                    yield f"{file.name}", _plain(file.content)
                elif file.name.endswith(".csv") and language != "en":
                    yield f"figures-{law}-{language}.csv", _plain(file.content)


def _plain(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\u00a0", " ")


def rewrite() -> None:
    """Write the files anew."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, written in papers(Path(folder)):
            (FOLDER / name).write_text(written, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite()
