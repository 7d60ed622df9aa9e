"""What payments say about terms: facts, and an idea only where they carry it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.terms_review import GRACE, Idea, Settled, by_term, review


def paid(term: int, *late: int) -> list[Settled]:
    return [Settled(term, term + days, days) for days in late]


# Days late of the invoices, the term, the longest term the law allows, and what is proposed.
IDEAS = [
    ((0, 1, 2, 0, 5), 30, 30, Idea.KEEP, 0),
    ((8, 9, 9, 10, 8), 10, 30, Idea.LONGER, 20),
    ((18, 19, 18, 19, 18), 14, 60, Idea.LONGER, 45),
    ((18, 19, 18, 19, 18), 14, 30, Idea.DIRECT_DEBIT, 0),  # 32 days do not fit into 30, 14 is short as it is
    ((8, 9, 9, 10, 8), 30, 30, Idea.SHORTER, 20),  # Räntelagen 2 a §: no longer than 30 days
    ((8, 9, 9, 10, 8), 30, 60, Idea.LONGER, 45),  # forsinkelsesrenteloven § 2 a: 60 days
    ((8, 9, 9, 10, 8), 30, None, Idea.SHORTER, 20),
    ((0, 6, 20, 10, 25), 30, 60, Idea.DIRECT_DEBIT, 0),
    ((31, 40, 35, 50, 33), 30, 60, Idea.DEPOSIT, 0),
]


@pytest.mark.parametrize(("late", "term", "longest", "idea", "new_term"), IDEAS)
def test_the_idea_follows_from_the_days(
    late: tuple[int, ...], term: int, longest: int | None, idea: Idea, new_term: int
) -> None:
    found = review(paid(term, *late), longest)
    assert found is not None
    assert (found.idea, found.new_term) == (idea, new_term)


@given(st.lists(st.integers(-20, 90), max_size=4))
def test_under_five_paid_invoices_nothing_is_said(late: list[int]) -> None:
    assert review(paid(30, *late), 30) is None


@given(
    st.lists(st.integers(-20, 90), min_size=5, max_size=30),
    st.integers(0, 90),
    st.none() | st.sampled_from([30, 60]),
)
def test_no_term_is_proposed_that_the_law_does_not_allow(
    late: list[int], term: int, longest: int | None
) -> None:
    found = review(paid(term, *late), longest)
    assert found is not None
    if found.idea is Idea.LONGER:
        assert longest is not None
        assert term < found.new_term <= longest
    elif found.idea is Idea.SHORTER:
        assert 0 < found.new_term < term
    assert found.wants_nudge == (found.late > 5) == (found.idea is not Idea.KEEP)
    assert found.kept == sum(days <= GRACE for days in late)


def test_customers_are_counted_by_their_usual_term() -> None:
    prompt, late = review(paid(10, 0, 1, 2, 2, 2), 30), review(paid(10, 9, 9, 9, 9, 9), 30)
    long = review(paid(30, 0, 0, 0, 0, 0), 30)
    assert prompt and late and long
    found = by_term([long, prompt, late, prompt, prompt, prompt])
    assert [(each.term, each.kept, each.customers) for each in found] == [(10, 4, 5), (30, 1, 1)]
    assert [each.says_something for each in found] == [True, False]
