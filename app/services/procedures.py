"""How unpaid invoices are followed up, by country and kind of customer, and the fees the firm takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.business_days import next_bank_day
from app.domain.charge import LAW_OF, figure
from app.domain.dated_table import Statutes
from app.domain.ledger import EntryKind
from app.domain.money import NOK, SEK, Currency, Money
from app.domain.norwegian_fees import fee_amount
from app.domain.party import CustomerKind
from app.domain.procedure import Rung, ladder_of, proposed
from app.domain.procedure_rules import check, foresee
from app.formatting import day_month, long_date, parse_amount
from app.i18n import _, language
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import FeeTooHighError
from app.services.explain.amounts import component_name
from app.services.explain.steps import step_name
from app.services.explain.words import dated, money
from app.services.rates import touch_open
from app.storage import rules

_CURRENCY: dict[str, Currency] = {"SE": SEK, "NO": NOK}
_MOST = {
    ("SE", EntryKind.REMINDER_FEE): "reminder_fee_max",
    ("SE", EntryKind.COLLECTION_FEE): "collection_demand_fee_max",
    ("SE", EntryKind.PLAN_FEE): "payment_plan_fee_max",
    ("NO", EntryKind.REMINDER_FEE): "reminder_fee_fraction",
    ("NO", EntryKind.COLLECTION_FEE): "own_payment_demand_fee_fraction",
}


@dataclass(frozen=True, slots=True)
class ProcedureForm:
    """One procedure to edit.

    Attributes:
        is_own: The user has changed it; otherwise it is the one proposed.
        example: What it does with an invoice that was due early this month, in one sentence.
    """

    law: str
    kind: CustomerKind
    rungs: tuple[Rung, ...]
    is_own: bool
    example: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee that a letter or plan may bear.

    Attributes:
        most: What the law allows today; `None` where no table knows it.
        taken: What the firm takes, `None` where it takes what the law allows; nothing is zero.
        needs_agreement: The law asks that it was agreed before the debt arose (Lag 1981:739 2 §).
    """

    key: str
    title: str
    most: Money | None
    most_words: str
    taken: Money | None
    law: str
    needs_agreement: bool


def procedure(desk: Desk, law: str, kind: CustomerKind) -> ProcedureForm:
    """Return how such customers are followed up."""
    rungs = ladder_of(law, kind, desk.procedures)
    is_own = rungs != proposed(law, kind)
    return ProcedureForm(law, kind, rungs, is_own, example(desk, law, kind, rungs))


def example(desk: Desk, law: str, kind: CustomerKind, rungs: Sequence[Rung]) -> str:
    """Return the days of every step for an invoice that was due on the first bank day of this month.

    Raises:
        ProcedureError: The law or good order forbids these steps.
    """
    check(rungs, law, desk.statutes, desk.today())
    due_on = next_bank_day(desk.today().replace(day=1), law)
    told = _("{step} {day}")
    steps = [
        told.format(step=step_name(found.rung.step), day=dated(found.on, due_on))
        for found in foresee(tuple(rungs), law, kind, due_on)
    ]
    said = _("An invoice that was due {day}: {steps}.")
    return said.format(day=day_month(due_on, language()), steps=", ".join(steps))


def set_procedure(desk: Desk, law: str, kind: CustomerKind, rungs: Sequence[Rung]) -> Changes:
    """Follow such customers up so from now on; every open case gets its day anew.

    Raises:
        ProcedureError: The law or good order forbids it; nothing changed.
    """
    check(rungs, law, desk.statutes, desk.today())
    wanted = tuple(rungs)
    return _store(desk, law, kind, None if wanted == proposed(law, kind) else wanted)


def restore(desk: Desk, law: str, kind: CustomerKind) -> Changes:
    """Go back to the procedure that the app proposes."""
    return _store(desk, law, kind, None)


def _store(desk: Desk, law: str, kind: CustomerKind, rungs: tuple[Rung, ...] | None) -> Changes:
    with desk.begin() as work:
        rules.write_procedure(work, law, kind, rungs)
        touch_open(work, law)
        action_id = work.commit("procedure")
    desk.forget_rules()
    return Changes(action_id=action_id, kind="procedure")


def fees(desk: Desk, law: str) -> tuple[FeeLine, ...]:
    """Return the fees that a law knows, with what the firm takes of each."""
    return tuple(_fee_line(desk, law, kind) for country, kind in _MOST if country == law)


def set_fee(desk: Desk, law: str, key: str, typed: str | None) -> Changes:
    """Take at most this much of a fee, in the law's own currency; `None` is what the law allows.

    Raises:
        UnreadableAmountError, AmbiguousAmountError: It is no amount.
        FeeTooHighError: The law allows less, or it lies below nothing.
    """
    kind, currency = EntryKind(key), _CURRENCY[law]
    most = legal_most(desk.statutes, law, kind, desk.today())
    kept = {name: amount for (country, name), amount in desk.statutes.own_fees.items() if country == law}
    kept.pop(key, None)
    if typed is not None:
        amount = parse_amount(typed, currency)
        if amount.minor < 0 or (most is not None and amount > most):
            raise FeeTooHighError(amount, most, LAW_OF[law][kind])
        kept[key] = amount.amount
    with desk.begin() as work:
        rules.write_own_fees(work, law, kept)
        action_id = work.commit("own_fees", component_name(kind))
    desk.forget_rules()
    return Changes(action_id=action_id, kind="own_fees", about=component_name(kind))


def legal_most(statutes: Statutes, law: str, kind: EntryKind, on: date) -> Money | None:
    """Return the most that the law allows for a fee on a claim that falls due and a letter sent on `on`."""
    table = _MOST[law, kind]
    most: Decimal | None
    if law == "NO" and statutes.inkasso_regime(on) == "2026":
        most = figure(statutes, "NO", "own_letter_fee", on)
    elif law == "NO":
        most = fee_amount(on, on, statutes, table)
    else:
        most = figure(statutes, law, table, on)
    return None if most is None else Money.of(most, _CURRENCY[law])


def _fee_line(desk: Desk, law: str, kind: EntryKind) -> FeeLine:
    most = legal_most(desk.statutes, law, kind, desk.today())
    taken = desk.statutes.own_fees.get((law, kind.value))
    return FeeLine(
        key=kind.value,
        title=component_name(kind),
        most=most,
        most_words=_most_words(most, desk.today()),
        taken=None if taken is None else Money.of(taken, _CURRENCY[law]),
        law=LAW_OF[law][kind],
        needs_agreement=(law, kind) == ("SE", EntryKind.REMINDER_FEE),
    )


def _most_words(most: Money | None, today: date) -> str:
    if most is None:
        return _("What the law allows on {day} is not known.").format(day=long_date(today, language()))
    return _("At most {amount} by law.").format(amount=money(most))
