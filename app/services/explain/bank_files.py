"""What a bank file brought, in words: what was known already, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.i18n import ngettext
from app.services.bank_values import PaymentVerdict

if TYPE_CHECKING:
    from app.services.bank_values import BankLook


def bank_words(look: BankLook) -> tuple[str, ...]:
    """Return what there is to say of a bank file besides its new payments, one sentence each."""
    return tuple(said for said in (*_counted(look), *_left_out(look)) if said)


def _counted(look: BankLook) -> Iterator[str]:
    known = len(look.of(PaymentVerdict.KNOWN))
    if known:
        said = ngettext(
            "{n} payment was read in before, and is counted once.",
            "{n} payments were read in before, and are counted once.",
            known,
        )
        yield said.format(n=known)
    sums = len(look.of(PaymentVerdict.EXPLAINED))
    if sums:
        said = ngettext(
            "{n} row is the sum of payments that are listed one by one, and is not counted again.",
            "{n} rows are sums of payments that are listed one by one, and are not counted again.",
            sums,
        )
        yield said.format(n=sums)


def _left_out(look: BankLook) -> Iterator[str]:
    for code, n in look.left_out:
        yield _why(code, n).format(n=n)


def _why(code: str, n: int) -> str:
    match code:
        case "debit":
            return ngettext(
                "{n} row is money out, and was left out.", "{n} rows are money out, and were left out.", n
            )
        case "preliminary":
            return ngettext(
                "{n} row is preliminary, and was left out until the bank has booked it.",
                "{n} rows are preliminary, and were left out until the bank has booked them.",
                n,
            )
        case "direct_debit_claim":
            return ngettext(
                "{n} row is a direct debit that you asked for, not money that came in.",
                "{n} rows are direct debits that you asked for, not money that came in.",
                n,
            )
        case "own_transfer":
            return ngettext(
                "{n} row is between your own accounts, and was left out.",
                "{n} rows are between your own accounts, and were left out.",
                n,
            )
        case "payout":
            return ngettext(
                "{n} row is the payout of payments that are listed one by one.",
                "{n} rows are payouts of payments that are listed one by one.",
                n,
            )
        case "zero":
            return ngettext(
                "{n} row has no amount, and was left out.", "{n} rows have no amount, and were left out.", n
            )
    return ngettext("{n} row only informs, and was left out.", "{n} rows only inform, and were left out.", n)
