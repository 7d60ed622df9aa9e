"""What makes two payments the same one: the bank's id, else everything the file says of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from rapidfuzz import fuzz

from app.domain.matching_names import ALIKE
from app.domain.matching_text import account_digits, bare, name_words
from app.importers.bank_draft import DraftPayment

_DAYS_APART = timedelta(days=3)
_BANKGIRO = (7, 8)
_ENOUGH_TEXT = 6


def identities(payments: Sequence[DraftPayment]) -> list[str]:
    """Return what each payment of one file is known by: own account and the bank's id, or a hash.

    The hash is of account, day, amount, reference, payer, message and the place among equals of the file, so
    that the same file gives the same identities again. A reversal may bear the id of what it takes back.
    """
    seen: Counter[str] = Counter()
    found = []
    for payment in payments:
        account = account_digits(payment.account)
        kind = "" if payment.movement == "payment" else f"{payment.movement}:"
        if payment.bank_id:
            found.append(f"{kind}{account}:{payment.bank_id}")
            continue
        said = "\x1f".join((
            account, payment.received_on.isoformat(), str(payment.amount.minor), payment.amount.currency,
            payment.reference, payment.payer, payment.message,
        ))  # fmt: skip
        seen[kind + said] += 1
        digest = hashlib.sha256(f"{said}\x1f{seen[kind + said]}".encode()).hexdigest()
        found.append(f"{kind}#{digest}")
    return found


def is_same_account(one: str, other: str) -> bool:
    """Say whether two writings may mean one account: an IBAN holds its account, and a file may name none."""
    mine, theirs = account_digits(one), account_digits(other)
    if not mine or not theirs or mine == theirs:
        return True
    shorter, longer = sorted((mine, theirs), key=len)
    return longer[:2].isalpha() and longer.endswith(shorter.lstrip("0")) and len(shorter) > max(_BANKGIRO)


def is_bankgiro(account: str) -> bool:
    """Say whether an account is a bankgiro number, whose money comes onto a bank account as well."""
    digits = account_digits(account)
    return digits.isdigit() and len(digits) in _BANKGIRO


def is_twin(one: DraftPayment, other: DraftPayment) -> bool:
    """Say whether two files, of different kinds, speak of one payment.

    Two statements of one account list every payment of a day, so that day, account and sum are enough there;
    elsewhere, or some days apart, what is said of payer or reference has to agree.
    """
    if one.amount != other.amount or one.movement != other.movement:
        return False
    apart = abs(one.received_on - other.received_on)
    if apart > _DAYS_APART:
        return False
    if one.reference and other.reference and bare(one.reference) != bare(other.reference):
        return False
    same_account = is_same_account(one.account, other.account)
    if not same_account and not (is_bankgiro(one.account) or is_bankgiro(other.account)):
        return False
    is_named = bool(one.account and other.account)
    return (is_named and same_account and not apart) or _says_same(one, other)


def _says_same(one: DraftPayment, other: DraftPayment) -> bool:
    if one.reference and bare(one.reference) == bare(other.reference):
        return True
    mine, theirs = (" ".join(name_words(each.payer)) for each in (one, other))
    if mine and theirs:
        return fuzz.ratio(mine, theirs) >= ALIKE
    said, heard = (_squeezed(each) for each in (one, other))
    shorter, longer = sorted((said, heard), key=len)
    return len(shorter) >= _ENOUGH_TEXT and shorter in longer


def _squeezed(payment: DraftPayment) -> str:
    return bare(f"{payment.payer}{payment.reference}{payment.message}")
