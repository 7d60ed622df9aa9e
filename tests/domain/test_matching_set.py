"""Payments with the mess of real files: nothing wrong is called certain, and what is usable is found."""

import pytest

from app.domain.invoice import CaseId
from app.domain.matching_run import match_all
from tests.matching_set import generate, score


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_none_of_the_certain_matches_is_wrong_and_nearly_all_usable_payments_are_proposed(seed: int) -> None:
    made = generate(seed, 1_000)
    found = score(made, match_all(made.payments, made.books))
    assert found.wrong == ()
    assert found.certain > 300
    assert found.share_proposed >= 97
    assert found.share_found >= 97


def test_the_same_seed_gives_the_same_set() -> None:
    assert generate(5, 100) == generate(5, 100)


def test_no_payment_lays_more_than_was_paid_and_no_invoice_gets_more_than_was_open() -> None:
    made = generate(4, 1_000)
    matches = match_all(made.payments, made.books)
    laid: dict[CaseId, int] = {}
    for payment in made.payments:
        shares = matches[payment.id].shares
        assert sum(share.amount.minor for share in shares) <= payment.amount.minor
        assert all(share.amount.currency == payment.amount.currency for share in shares)
        for share in shares:
            laid[share.case_id] = laid.get(share.case_id, 0) + share.amount.minor
    open_minor = {case.case_id: case.open.minor for case in made.books.candidates}
    assert all(minor <= open_minor[case_id] for case_id, minor in laid.items())


def test_stopping_the_matching_stops_it_at_once() -> None:
    class StoppedError(Exception):
        pass

    seen: list[int] = []

    def progress(done: int, of: int) -> None:
        seen.append(done)
        if done > 200:
            raise StoppedError

    made = generate(1, 1_000)
    with pytest.raises(StoppedError):
        match_all(made.payments, made.books, progress=progress)
    assert seen[-1] < 300
