"""A procedure follows the law and good order, and foretells its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.party import CustomerKind
from app.domain.procedure import Rung, proposed
from app.domain.procedure_rules import ProcedureError, ProcedureFault, check, foresee, steps_of
from app.domain.step import Step
from app.statutes import load

ON = date(2026, 11, 18)
HAND_OVER = Rung(Step.HAND_OVER, after_deadline=3)


def swedish(place: int, **changes: object) -> tuple[Rung, ...]:
    rungs = list(proposed("SE", CustomerKind.BUSINESS))
    rungs[place] = replace(rungs[place], **changes)  # type: ignore[arg-type]
    return tuple(rungs)


def norwegian(place: int, **changes: object) -> tuple[Rung, ...]:
    rungs = list(proposed("NO", CustomerKind.CONSUMER))
    rungs[place] = replace(rungs[place], **changes)  # type: ignore[arg-type]
    return tuple(rungs)


@pytest.mark.parametrize("law", ["SE", "NO"])
@pytest.mark.parametrize("kind", list(CustomerKind))
def test_what_the_app_proposes_is_lawful(law: str, kind: CustomerKind) -> None:
    check(proposed(law, kind), law, load(), ON)


# Inkassolagen 5 § (guideline: 8 days); inkassoforskriften §§ 1-2, 1-3; inkassoloven § 9 (14 days).
@pytest.mark.parametrize(
    ("rungs", "law", "place", "fault", "least"),
    [
        (swedish(4, pay_in=7), "SE", 4, ProcedureFault.DEADLINE_TOO_SHORT, 8),
        (swedish(0, after_due=0), "SE", 0, ProcedureFault.TOO_EARLY, 1),
        (swedish(5, after_deadline=0), "SE", 5, ProcedureFault.TOO_EARLY, 1),
        (swedish(5, after_deadline=400), "SE", 5, ProcedureFault.TOO_LATE, 365),
        (swedish(2, after_due=5), "SE", 2, ProcedureFault.OUT_OF_ORDER, 7),
        (swedish(0, after_due=None, after_deadline=2), "SE", 0, ProcedureFault.DAY_AFTER_LETTER, None),
        (swedish(1, step=Step.COLLECTION_WARNING), "SE", 1, ProcedureFault.NOT_IN_THIS_LAW, None),
        (swedish(1, step=Step.REMINDER), "SE", 2, ProcedureFault.OUT_OF_ORDER, None),
        (norwegian(2, pay_in=13), "NO", 2, ProcedureFault.DEADLINE_TOO_SHORT, 14),
        (norwegian(4, pay_in=13), "NO", 4, ProcedureFault.DEADLINE_TOO_SHORT, 14),
        (norwegian(2, after_due=13), "NO", 2, ProcedureFault.FEE_TOO_EARLY, 14),
        ((Rung(Step.CALL, after_due=3), HAND_OVER), "SE", 1, ProcedureFault.DAY_AFTER_LETTER, None),
        ((Rung(Step.FRIENDLY, after_due=3, pay_in=7), HAND_OVER), "SE", 1,
         ProcedureFault.LETTER_MISSING, None),
        ((Rung(Step.REMINDER, after_due=15, pay_in=14),), "SE", 0, ProcedureFault.HAND_OVER_LAST, None),
        ((), "SE", 0, ProcedureFault.HAND_OVER_LAST, None),
    ],
)  # fmt: skip
def test_a_procedure_that_breaks_a_rule_is_refused_where_it_does(
    rungs: tuple[Rung, ...], law: str, place: int, fault: ProcedureFault, least: int | None
) -> None:
    with pytest.raises(ProcedureError) as refused:
        check(rungs, law, load(), ON)
    assert (refused.value.place, refused.value.fault, refused.value.least) == (place, fault, least)


# The other side of each border.
@pytest.mark.parametrize(
    ("rungs", "law"),
    [
        (swedish(4, pay_in=8), "SE"),
        (swedish(0, after_due=1), "SE"),
        (norwegian(2, after_due=14), "NO"),
        (norwegian(2, after_due=13, fee=False), "NO"),
        ((Rung(Step.COLLECTION_DEMAND, after_due=1, pay_in=8), HAND_OVER), "SE"),
    ],
)
def test_a_procedure_just_within_the_rules_stands(rungs: tuple[Rung, ...], law: str) -> None:
    check(rungs, law, load(), ON)


def test_the_proposed_days_are_those_of_the_worked_example() -> None:
    # Due Mon 2026-11-02: call day 3, friendly day 7 (Mon 9), reminder day 15 (Tue 17) after its 7 days.
    found = foresee(proposed("SE", CustomerKind.BUSINESS), "SE", CustomerKind.BUSINESS, date(2026, 11, 2))
    assert [(each.rung.step, each.on.isoformat()) for each in found] == [
        (Step.CALL, "2026-11-05"),
        (Step.FRIENDLY, "2026-11-09"),
        (Step.REMINDER, "2026-11-17"),
        (Step.CALL, "2026-12-02"),
        (Step.COLLECTION_DEMAND, "2026-12-04"),
        (Step.HAND_OVER, "2026-12-17"),
    ]


def test_two_calls_in_a_row_are_two_calls() -> None:
    rungs = (
        Rung(Step.CALL, after_due=3),
        Rung(Step.CALL, after_due=8),
        Rung(Step.REMINDER, after_due=20, pay_in=14),
        HAND_OVER,
    )
    found = foresee(rungs, "SE", CustomerKind.BUSINESS, date(2026, 11, 2))
    assert [each.on.isoformat() for each in found] == [
        "2026-11-05", "2026-11-10", "2026-11-23", "2026-12-10",
    ]  # fmt: skip


def test_the_steps_of_a_country_are_a_call_and_its_letters() -> None:
    assert steps_of("SE") == (Step.CALL, Step.FRIENDLY, Step.REMINDER, Step.COLLECTION_DEMAND)
    assert steps_of("NO") == (Step.CALL, Step.FRIENDLY, Step.REMINDER, Step.COLLECTION_WARNING)
