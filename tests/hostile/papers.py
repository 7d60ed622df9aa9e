"""Every text on paper: letters, agreements, the mail that goes with them, extracts, the morning list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

from app.documents.file_name import file_name
from app.documents.layout import typesetting
from app.domain.errors import BetaltError
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.party import Address, Contact
from app.exporters.evidence_pack import as_zip
from app.i18n import LANGUAGES
from app.services import (
    evidence,
    facts,
    firm,
    insights,
    mail_draft,
    morning_paper,
    plans,
    register_extract,
    reminders,
)
from tests.hostile.place import TODAY, Answer, Kind, Place, looked_over, refused
from tests.hostile.values import day, text

_LONG = 20_000
_FIRM = ("name", "street", "postcode", "city", "phone", "email", "vat_note")


def _lines(_folder: Path) -> Iterator[Answer]:
    """Typeset texts: nothing may be lost on the way but the spaces at which lines break."""

    def answer(chance: Random) -> None:
        said = text(chance)[:_LONG]
        lines = typesetting.wrap([typesetting.Run(said, typesetting.BODY)], chance.choice((1, 40, 170)))
        set_text = "".join(run.text for line in lines for run in line)
        assert set_text.replace(" ", "") == said.replace(" ", "")

    yield answer


def _whole(folder: Path) -> Iterator[Answer]:
    with looked_over(folder) as place:
        before = place.figures()

        def answer(chance: Random) -> None:
            _named(place, chance)
            refused(lambda: _paper(place, chance))

        yield answer
        assert place.figures() == before


def _named(place: Place, chance: Random) -> None:
    """Give the firm and a customer hostile words."""
    with suppress(BetaltError):
        firm.set_firm(place.desk, {name: text(chance)[:_LONG] for name in chance.sample(_FIRM, 2)})
    with place.desk.look() as work:
        who = work.customer(place.customer(chance))
    words = [text(chance)[:_LONG] for _ in range(5)]
    address = Address(words[0], words[1], text(chance)[:_LONG], "SE")
    who = replace(who, name=text(chance)[:_LONG] or "?", address=address, contact=Contact(*words))
    who = replace(who, identifier=text(chance), remember=text(chance))
    refused(lambda: facts.update_customer(place.desk, who))


def _paper(place: Place, chance: Random) -> None:
    case_id = place.case(chance)
    match chance.randrange(11):
        case 10:
            _pack(place, case_id)
        case 0:
            agreed = plans.propose(place.desk, [case_id], plans.PlanWish(3, TODAY))
            assert agreed.pdf().startswith(b"%PDF-")
        case 1:
            found = register_extract.extract(place.desk, place.customer(chance))
            assert register_extract.as_pdf(place.desk, found).startswith(b"%PDF-")
            assert register_extract.as_json(place.desk, found)
        case 2:
            assert morning_paper.pdf(place.desk).startswith(b"%PDF-")
        case 3:
            assert insights.pdf(place.desk).startswith(b"%PDF-")
        case _:
            _letter(place, chance)


def _pack(place: Place, case_id: CaseId) -> None:
    pack = evidence.make_pack(place.desk, [case_id])
    with ZipFile(BytesIO(as_zip(pack.files, pack.name))) as archive:
        for name in archive.namelist():
            assert ".." not in Path(name).parts
            assert not name.startswith(("/", "\\"))
            assert name.isprintable()


def _letter(place: Place, chance: Random) -> None:
    body = tuple(text(chance)[:_LONG] for _ in range(chance.randrange(1, 4)))
    kind = chance.choice([LetterKind.FRIENDLY, LetterKind.REMINDER, LetterKind.STATEMENT])
    wish = reminders.Wish(
        kind, body=body if chance.random() < 0.7 else None, language=chance.choice(LANGUAGES)
    )
    letter = reminders.propose(place.desk, [place.case(chance)], wish)
    pdf = letter.pdf()
    assert pdf.startswith(b"%PDF-")
    headers = mail_draft.draft(letter, pdf).partition(b"\r\n\r\n")[0]
    assert headers.lower().count(b"\r\nbcc:") == 0


def _names(_folder: Path) -> Iterator[Answer]:
    """Names of files: whatever stands in a number, the name stays in its folder."""

    def answer(chance: Random) -> None:
        number, language = text(chance), chance.choice(LANGUAGES)
        name = file_name(day(chance), "plan", number, chance.randrange(3), language=language)
        assert Path(name).name == name
        assert name.endswith(".pdf")
        assert name.isprintable()
        assert len(name.encode()) < 120

    yield answer


KINDS = (
    Kind("lines on paper", 50, 20_000, _lines),
    Kind("names of files", 50, 50_000, _names),
    Kind("papers", 1, 250, _whole),
)
