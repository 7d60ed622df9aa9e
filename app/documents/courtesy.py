"""The figures of letters that claim nothing: what an apology takes back, and a statement of account."""

from __future__ import annotations

from app.documents.content import AccountRow, Letter
from app.documents.layout.sheet import LEFT, RIGHT, Sheet
from app.documents.layout.table import Column, draw, sums
from app.documents.layout.typesetting import STRONG, TABLE, width
from app.documents.wording import Words, words
from app.domain.history import LetterKind
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.formatting import amount, day_month, iso, money

_SUMS = 91.7


def figures(sheet: Sheet, letter: Letter) -> None:
    """Put the table that belongs to the kind of letter; thanks need none."""
    labels = words("labels", letter.language)
    if letter.kind is LetterKind.STATEMENT:
        _account(sheet, letter, labels["account"])
    elif letter.withdrawn:
        _withdrawn(sheet, letter, labels)


def _withdrawn(sheet: Sheet, letter: Letter, labels: Words) -> None:
    rows = [
        (_charge_name(charge.kind, labels), money(charge.amount, letter.language))
        for charge in letter.withdrawn
    ]
    back = Money.total((charge.amount for charge in letter.withdrawn), letter.currency)
    sums(sheet, _SUMS, rows, (labels["apology"]["total"], money(back, letter.language)), style=STRONG)


def _charge_name(kind: EntryKind, labels: Words) -> str:
    return str(labels["account"][kind])


def _account(sheet: Sheet, letter: Letter, said: Words) -> None:
    language = letter.language
    numbers = [width(row.number, TABLE.bold) + 0.3 for row in letter.account]
    room = min(40.0, max(14.0, *numbers))
    columns = [
        Column(said["on"], LEFT, 22),
        Column(said["number"], LEFT + 26, room, bold=True),
        Column(said["what"], LEFT + 30 + room, 110 - room - 30),
        Column(said["amount"], 160, 30, right=True),
        Column(said["balance"], RIGHT, 30, right=True),
    ]
    draw(sheet, columns, [_account_row(row, said, language) for row in letter.account])
    sheet.gap(2.9)
    balance = letter.account[-1].balance if letter.account else Money.zero(letter.currency)
    label = said["total"].format(day=day_month(letter.sent_on, language))
    sums(sheet, _SUMS, [], (label, money(balance, language)), style=STRONG)


def _account_row(row: AccountRow, said: Words, language: str) -> list[str]:
    return [
        iso(row.on),
        row.number,
        str(said[row.kind]),
        amount(row.amount, language),
        amount(row.balance, language),
    ]
