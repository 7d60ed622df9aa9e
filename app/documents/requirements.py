"""What the law wants in a demand, as a checklist: each item with the words that must stand on the paper.

Sweden: Inkassolagen (1974:182) 5 §. Norway: inkassoloven (LOV-1988-05-13-26) §§ 9 and 10,
tvangsfullbyrdelsesloven § 4-18. An item without words is something the letter cannot say, because nobody
has told us.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from app.documents.content import Letter
from app.documents.interest_table import interest_rows
from app.documents.parts import pay_to_cells
from app.documents.wording import legal, words
from app.domain.history import LetterKind
from app.formatting import iso, long_date, money


@dataclass(frozen=True, slots=True)
class Requirement:
    """One item of the list.

    Attributes:
        code: `creditor`, `ground`, `payment`, `amounts`, `interest`, `deadline`, `consequence`.
        law: The section that asks for it.
        words: What must stand on the paper, in this letter's own figures; an empty one is missing.
    """

    code: str
    law: str
    words: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        return all(self.words)


_Item = Callable[[Letter], tuple[str, ...]]


def _creditor(letter: Letter) -> tuple[str, ...]:
    return (letter.sender.name,)


def _ground(letter: Letter) -> tuple[str, ...]:
    """The invoices: number, day and what was delivered."""
    return tuple(
        chain.from_iterable(
            (line.number, iso(line.issued_on) if line.issued_on else "", line.subject)
            for line in letter.lines
        )
    )


def _payment(letter: Letter) -> tuple[str, ...]:
    return tuple(value for _label, value in pay_to_cells(letter.pay_to, words("labels", letter.language)))


def _amounts(letter: Letter) -> tuple[str, ...]:
    """Principal, interest and each cost by itself, then the sum."""
    principal = letter.invoiced, *((-letter.paid,) if letter.paid else ())
    interest = (letter.late_interest,) if letter.late_interest else ()
    costs = (charge.amount for charge in letter.charges)
    return tuple(money(amount, letter.language) for amount in (*principal, *interest, *costs, letter.total))


def _interest(letter: Letter) -> tuple[str, ...]:
    """Amount, rate, period and the principal it is counted on, for every stretch."""
    return tuple(chain.from_iterable(interest_rows(letter)))


def _deadline(letter: Letter) -> tuple[str, ...]:
    return (long_date(letter.pay_by, letter.language),)


def _consequence(letter: Letter) -> tuple[str, ...]:
    """The paragraph that names the letter, the time to pay or object and what may follow."""
    return (legal(letter),)


_FULL: dict[str, _Item] = {
    "creditor": _creditor,
    "ground": _ground,
    "payment": _payment,
    "amounts": _amounts,
    "interest": _interest,
    "deadline": _deadline,
    "consequence": _consequence,
}
_NOTICE = ("creditor", "ground", "amounts", "deadline", "consequence")
_LISTS: dict[LetterKind, tuple[str, tuple[str, ...]]] = {
    # 5 § also speaks of a claim that was assigned or pledged; Betalt keeps the firm's own claims only.
    LetterKind.COLLECTION_DEMAND: ("Inkassolagen (1974:182) 5 §", tuple(_FULL)),
    LetterKind.COLLECTION_WARNING: ("Inkassoloven § 9", _NOTICE),
    LetterKind.PAYMENT_DEMAND: ("Inkassoloven § 10", tuple(_FULL)),
    LetterKind.ENFORCEMENT_NOTICE: ("Tvangsfullbyrdelsesloven §§ 4-18 og 7-2", _NOTICE),
}


def required(letter: Letter) -> tuple[Requirement, ...]:
    """Return what the law wants in this letter; nothing for one whose content it leaves free."""
    section, codes = _LISTS.get(letter.kind, ("", ()))
    return tuple(Requirement(code, section, _FULL[code](letter)) for code in codes)


def missing(letter: Letter) -> tuple[str, ...]:
    """Return the codes of what the law wants and the letter does not say."""
    return tuple(item.code for item in required(letter) if not item.is_met)
