"""A plan with interest: agreed to the öre before it begins, and paid to exactly nothing when it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import i18n
from app.domain.history import InterestLetGo
from app.domain.invoice import CaseId
from app.domain.ledger import booked_interest
from app.domain.money import Money
from app.domain.payment_plan import PlanInterest, Rhythm
from app.services import matching, paying, payments, plan_form, plans, reminders
from app.services.plans import PlanProposal, PlanWish
from app.storage.paper_lists import plan_rows
from tests.documents.reading import flowing
from tests.office import NORWEGIAN_FIRM, SWEDISH_FIRM, Office, kronor
from tests.services.bank_files import bank_file, paid, read_in, waits

FIRMS = {"SE": SWEDISH_FIRM, "NO": NORWEGIAN_FIRM}
WISH = PlanWish(4, date(2026, 11, 25), Rhythm.WEEKLY, interest=PlanInterest.STATUTORY)


@pytest.fixture(params=["SE", "NO"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    return late(tmp_path, request.param, ("24860.00",))


def late(folder: Path, land: str, amounts: tuple[str, ...]) -> Office:
    """Return a trader with invoices due 2026-09-28 and the following days, on 2026-11-18."""
    i18n.use("en")
    office = Office.opened(folder / "betalt.db", "2026-08-28", FIRMS[land])
    who = office.customer("Acme AB", country=land)
    for number, amount in enumerate(amounts, start=1):
        office.invoice(
            who, str(number), amount, issued="2026-08-28", due=f"2026-09-{27 + number}", due_agreed=True,
            delivered=True, currency="NOK" if land == "NO" else "SEK",
            reference="10412005" if number == 1 else "",
        )  # fmt: skip
    office.sleep_until("2026-11-18")
    return office


def proposed(office: Office, wish: PlanWish = WISH) -> PlanProposal:
    ids = office.desk.database.connection.execute("SELECT id FROM invoice ORDER BY id").fetchall()
    return plans.propose(office.desk, [CaseId(row[0]) for row in ids], wish)


def kept(office: Office, proposal: PlanProposal, *, days_early: int = 0) -> Iterator[Money]:
    """Sign a plan, let every part come on its day or earlier, and tell what is open after each."""
    plans.sign(office.desk, plans.make(office.desk, proposal))
    ids = [case.invoice.id for case in proposal.cases]
    for part in proposal.instalments:
        office.clock.day = max(office.clock.day, part.due_on - timedelta(days=days_early))
        waits = [case_id for case_id in ids if office.case(case_id).open.minor > 0]
        payments.book_payment(office.desk, waits[0], part.amount)
        yield Money.total((office.case(case_id).open for case_id in ids), part.amount.currency)


def test_the_parts_hold_the_interest_and_a_kept_plan_ends_at_nothing(office: Office) -> None:
    proposal = proposed(office)
    # By hand: seven days each on 24 860 less none, one, two and three parts, at 10 and at 12.25 %, added
    # to the interest of 51 days before and rounded once.
    part, rest, interest = {
        "SE": ("6331.00", "6332.22", "117.86"),
        "NO": ("6357.00", "6358.52", "144.01"),
    }[proposal.cases[0].country]
    assert [str(each.amount.amount) for each in proposal.instalments] == [part, part, part, rest]
    assert str(proposal.kept_interest.amount) == interest
    left = list(kept(office, proposal))
    assert [money.minor > 0 for money in left] == [True, True, True, False]
    case = office.case(proposal.cases[0].invoice.id)
    assert (case.open.minor, booked_interest(case.ledger, case.invoice.currency)) == (
        0, proposal.total - kronor("24860.00", str(case.invoice.currency)),
    )  # fmt: skip
    assert not any(isinstance(entry.event, InterestLetGo) for entry in case.live_history)
    (line,) = plan_rows(office.desk.database.connection, [1])
    assert (line.state.value, line.done) == ("done", 4)


def test_who_pays_earlier_pays_less_and_has_the_rest_as_credit(office: Office) -> None:
    proposal = proposed(office)
    assert list(kept(office, proposal, days_early=3))[-1].minor == 0
    case = office.case(proposal.cases[0].invoice.id)
    booked = booked_interest(case.ledger, case.invoice.currency)
    assert booked < proposal.total - kronor("24860.00", str(case.invoice.currency))


def test_the_payment_panel_offers_the_last_part_with_its_interest(office: Office) -> None:
    proposal = proposed(office)
    for left in kept(office, proposal):
        if left.minor and left < proposal.instalments[-1].amount:
            office.clock.day = proposal.instalments[-1].due_on
            (payable,) = paying.payables(office.desk, [proposal.cases[0].invoice.id])
            assert payable.amount == proposal.instalments[-1].amount


def test_the_agreement_and_the_builder_tell_the_interest(office: Office) -> None:
    proposal = proposed(office)
    words = plan_form.plan_form(office.desk, [proposal.cases[0].invoice.id], WISH).lines[-1]
    assert words[0] == "Late interest while the plan runs"
    assert f"{proposal.kept_interest.amount}" in words[1]
    read = flowing(proposal.pdf())
    assert {"SE": "Den är inräknad i delarna", "NO": "Den er regnet med i delene"}[
        proposal.cases[0].country
    ] in read
    assert str(proposal.kept_interest.amount).replace(".", ",") in read
    assert {"SE": "till och med 16 december 2026 (10,00 %)", "NO": "til og med 16. desember 2026 (12,25 %)"}[
        proposal.cases[0].country
    ] in read


def test_an_edited_part_is_held_and_the_interest_follows(office: Office) -> None:
    ids = [proposed(office).cases[0].invoice.id]
    form = plan_form.plan_form(office.desk, ids, WISH)
    currency = str(office.case(ids[0]).invoice.currency)
    more = plan_form.plan_form(office.desk, ids, plan_form.edited(form, 0, amount=kronor("15000", currency)))
    assert form.proposal is not None
    assert more.proposal is not None
    assert more.holds
    assert more.proposal.instalments[0].amount == kronor("15000", currency)
    assert more.proposal.kept_interest < form.proposal.kept_interest


def test_without_interest_nothing_is_added(office: Office) -> None:
    plain = proposed(office, PlanWish(4, date(2026, 11, 25), Rhythm.WEEKLY))
    assert (plain.kept_interest.minor, plain.total) == (0, plain.claim.total)


def test_two_invoices_bear_only_what_can_be_booked_on_them(tmp_path: Path) -> None:
    office = late(tmp_path, "SE", ("5000.00", "9000.00"))
    proposal = proposed(office)
    assert list(kept(office, proposal))[-1].minor == 0
    taken = office.desk.database.connection.execute(
        "SELECT -sum(amount_minor) FROM ledger_entry WHERE kind = 'payment'"
    ).fetchone()
    assert taken == (proposal.total.minor,)


def test_every_part_that_the_bank_brings_is_certain_and_the_last_closes_the_invoice(tmp_path: Path) -> None:
    office = late(tmp_path, "SE", ("24860.00",))
    proposal = proposed(office)
    plans.sign(office.desk, plans.make(office.desk, proposal))
    for part in proposal.instalments:
        office.clock.day = part.due_on
        read_in(office, bank_file(paid(str(part.amount.amount), reference="10412005", on=part.due_on)))
        assert [row[1] for row in waits(office)] == ["certain"]
        matching.accept_certain(office.desk)
    assert [office.open(case.invoice.id) for case in proposal.cases] == ["0.00"]


@settings(max_examples=12, deadline=None)
@given(
    minor=st.integers(200_00, 90_000_00),
    count=st.integers(1, 5),
    first=st.dates(date(2026, 11, 18), date(2026, 11, 24)),
    land=st.sampled_from(["SE", "NO"]),
)
def test_whatever_is_agreed_sums_to_the_ore_and_is_kept_to_the_ore(
    minor: int, count: int, first: date, land: str
) -> None:
    with TemporaryDirectory() as folder:
        office = late(Path(folder), land, (str(Decimal(minor) / 100),))
        wish = PlanWish(count, first, Rhythm.WEEKLY, interest=PlanInterest.STATUTORY)
        proposal = proposed(office, wish)
        amounts = [part.amount.minor for part in proposal.instalments]
        assert sum(amounts) == proposal.claim.total.minor + proposal.kept_interest.minor
        assert all(amount > 0 for amount in amounts)
        assert len(set(amounts[:-1])) <= 1
        exact = (
            proposal.claim.total.amount * Decimal("0.1225") * (proposal.instalments[-1].due_on - first).days
        )
        at_most = exact / 365 + proposal.claim.total.amount * Decimal("0.1225") * 7 / 365
        assert 0 <= proposal.kept_interest.amount <= at_most
        assert list(kept(office, proposal))[-1].minor == 0
        assert reminders.load(office.desk, [proposal.cases[0].invoice.id])[0].open.minor == 0
        office.desk.database.close()
