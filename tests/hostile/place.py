"""Where hostile values are put: a small office with one of everything, and what must be so afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from app.domain.errors import BetaltError
from app.domain.history import DisputeReason, LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.party import CustomerId, CustomerKind
from app.services import contact, contact_persons, payments, plans, reminders, sending
from app.services.desk import Desk
from app.services.explain.errors import error as words
from app.services.safekeeping import check
from tests.office import Office, SetClock, kronor

TODAY = date(2026, 11, 18)
Answer = Callable[[Random], None]
"""Gives one hostile input to the app; whatever it raises, a `BetaltError` aside, is a finding."""


@dataclass(frozen=True)
class Kind:
    """One kind of input.

    Attributes:
        share: How many of a thousand inputs are of this kind.
        batch: After so many inputs the place is looked over and made anew.
        opened: Makes the place in an empty folder and yields what gives it an input; it looks the place over
            when it is closed.
    """

    name: str
    share: int
    batch: int
    opened: Callable[[Path], Iterator[Answer]]

    @contextmanager
    def at(self, folder: Path) -> Iterator[Answer]:
        yield from self.opened(folder)


@dataclass
class Place:
    """An office, its cases and customers, and what its ledger came to when it was last looked at."""

    desk: Desk
    cases: list[CaseId] = field(default_factory=list)
    customers: list[CustomerId] = field(default_factory=list)

    def case(self, chance: Random) -> CaseId:
        return chance.choice(self.cases)

    def customer(self, chance: Random) -> CustomerId:
        return chance.choice(self.customers)

    def figures(self) -> tuple[object, ...]:
        """Return what no word may change: all sums of ledger, summaries, payments, letters."""
        query = (
            "SELECT (SELECT count(*) FROM ledger_entry), (SELECT total(amount_minor) FROM ledger_entry), "
            "(SELECT total(open_minor) FROM case_summary), (SELECT total(amount_minor) FROM payment), "
            "(SELECT total(total_minor) FROM letter)"
        )
        return tuple(self.desk.database.connection.execute(query).fetchone())


def refused(does: Callable[[], object]) -> None:
    """Do something; a refusal is fine as long as there is a sentence for it."""
    try:
        does()
    except BetaltError as error:
        assert words(error).strip()


_MADE: dict[Path, Place] = {}


def office(folder: Path) -> Place:
    """Return a place of its own in a folder; the first is built, every other one copied from it."""
    from app.services.explain.words import use_home

    base = folder.parent / "base"
    if base not in _MADE:
        _MADE[base] = _built(base)
    folder.mkdir(exist_ok=True)
    shutil.copyfile(base / "betalt.db", folder / "betalt.db")
    use_home("SE")
    made = _MADE[base]
    return Place(Desk(SetClock(TODAY), folder / "betalt.db", "test"), list(made.cases), list(made.customers))


@contextmanager
def looked_over(folder: Path) -> Iterator[Place]:
    """Yield an office, and see that all its sums and both its chains hold when it is done with."""
    place = office(folder)
    try:
        yield place
        found = check(place.desk)
        assert found.ok, found.problems
    finally:
        place.desk.close()


def _built(folder: Path) -> Place:
    """Build an office with customers of three kinds, a promise, a dispute, letters, payments and a plan."""
    folder.mkdir(exist_ok=True)
    opened = Office.opened(folder / "betalt.db", "2026-09-01")
    place = Place(opened.desk)
    kinds = (CustomerKind.BUSINESS, CustomerKind.CONSUMER, None)
    for number, kind in enumerate(kinds):
        who = opened.customer(f"Kund {number}", kind=kind, number=f"K{number}")
        place.customers.append(who)
        for paper in range(2):
            one = opened.invoice(
                who, f"{number}-{paper}", "1250", issued="2026-09-01", due="2026-09-15", reference="1234566"
            )
            place.cases.append(one)
    opened.sleep_until(TODAY.isoformat())
    _tell(opened.desk, place)
    opened.desk.close()
    return place


def _tell(desk: Desk, place: Place) -> None:
    first, second, third, fourth, fifth, _sixth = place.cases
    promised = contact.Call(Outcome.PROMISED, by=date(2026, 11, 20), amount=kronor("5"), note="Ringde")
    contact.log_call(desk, [first], promised)
    contact.open_dispute(desk, second, DisputeReason.OTHER, disputed=kronor("10"), note="Fel")
    payments.book_payment(desk, third, kronor("100"), reference="1234566")
    contact_persons.set_persons(desk, place.customers[0], contact_persons.persons(desk, place.customers[0]))
    with suppress(BetaltError):
        letter = reminders.propose(desk, [fourth], reminders.Wish(LetterKind.FRIENDLY))
        sending.mark_sent(desk, sending.make(desk, letter))
    plan = plans.propose(desk, [fifth], plans.PlanWish(3, date(2026, 12, 1)))
    plans.sign(desk, plans.make(desk, plan))
