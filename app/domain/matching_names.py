"""Who paid: customers found by the name, account or number that the bank gives of the payer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.domain.matching import Incoming, PayerCard
from app.domain.matching_text import account_digits, name_words
from app.domain.party import CustomerId

ALIKE = 86
"""So alike, of a hundred, two names have to be; a letter or two wrong in a name of usual length."""
_CUT_NAME = 10
_MOST_PEOPLE = 400


@dataclass(frozen=True, slots=True)
class Payers:
    """Who a payment may be from, the likeliest first.

    Attributes:
        is_known: It is the account, the organisation number or the very name, not mere likeness.
    """

    ids: tuple[CustomerId, ...] = ()
    is_known: bool = False


class PayerIndex:
    """Customers by what a bank may call them."""

    def __init__(self, cards: Iterable[PayerCard]) -> None:
        self._names: dict[CustomerId, list[tuple[str, ...]]] = defaultdict(list)
        self._by_key: dict[tuple[str, str], list[CustomerId]] = defaultdict(list)
        self._by_word: dict[str, list[CustomerId]] = defaultdict(list)
        self._seen: dict[tuple[str, str, str], Payers] = {}
        for card in cards:
            self._file(card)

    def _file(self, card: PayerCard) -> None:
        for name in (card.name, *card.aliases):
            words = name_words(name)
            if words and words not in self._names[card.id]:
                self._names[card.id].append(words)
                self._key("name", " ".join(words), card.id)
                for word in {*words, *(word[:4] for word in words if len(word) > 4)}:
                    self._by_word[word].append(card.id)
        for account in card.accounts:
            self._key("account", account_digits(account), card.id)
        if card.identifier:
            self._key("identifier", account_digits(card.identifier), card.id)
        if card.number:
            self._key("number", card.number.upper(), card.id)

    def _key(self, kind: str, value: str, who: CustomerId) -> None:
        if value and who not in self._by_key[kind, value]:
            self._by_key[kind, value].append(who)

    def numbered(self, number: str) -> tuple[CustomerId, ...]:
        """Return the customers with this customer number."""
        return tuple(self._by_key.get(("number", number), ()))

    def of(self, payment: Incoming) -> Payers:
        """Return who paid, by account and organisation number first, then by name."""
        key = (payment.payer_account, payment.payer_identifier, payment.payer)
        if key not in self._seen:
            self._seen[key] = self._recognise(payment)
        return self._seen[key]

    def _recognise(self, payment: Incoming) -> Payers:
        named = " ".join(name_words(payment.payer))
        for kind, value in (
            ("account", account_digits(payment.payer_account)),
            ("identifier", account_digits(payment.payer_identifier)),
            ("name", named),
        ):
            found = self._by_key.get((kind, value)) if value else None
            if found:
                return Payers(tuple(found), is_known=True)
        return Payers(tuple(self._alike(payment.payer, named))) if named else Payers()

    def _alike(self, name: str, named: str) -> list[CustomerId]:
        """Return customers whose name is nearly this one, or begins with it where the bank cut it off."""
        scored = []
        for who in self._sharing(name):
            best = max(_likeness(named, name, words) for words in self._names[who])
            if best >= ALIKE:
                scored.append((-best, who))
        return [who for _score, who in sorted(scored)]

    def _sharing(self, name: str) -> set[CustomerId]:
        found: set[CustomerId] = set()
        words = name_words(name)
        keys = {*words, *(word[:4] for word in words if len(word) > 4)}
        for key in sorted(keys, key=lambda each: len(self._by_word.get(each, ()))):
            people = self._by_word.get(key, [])
            if len(found) + len(people) > _MOST_PEOPLE and found:
                break
            found.update(people[:_MOST_PEOPLE])
        return found

    def is_short_for(self, payer: str, who: CustomerId) -> bool:
        """Say whether a name shortens the customer's: *A. Blomster* is short for *Ängens Blomster*."""
        short = name_words(payer)
        return any(_shortens(short, words) for words in self._names[who])

    def in_text(self, text: str) -> tuple[CustomerId, ...]:
        """Return the customers whose whole name stands in a free text."""
        words = frozenset(name_words(text))
        near = {who for word in words for who in self._by_word.get(word, ())[:_MOST_PEOPLE]}
        return tuple(
            sorted(
                who
                for who in near
                if any(words.issuperset(name) and sum(map(len, name)) >= 6 for name in self._names[who])
            )
        )


def _likeness(named: str, raw: str, words: tuple[str, ...]) -> float:
    whole = " ".join(words)
    if len(raw.strip()) >= _CUT_NAME and _is_cut(raw, words):
        return 95.0
    return fuzz.ratio(named, whole)


def _shortens(short: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether a name has a word of the other whole, and beside it only beginnings of its words."""
    whole = set(short) & set(words)
    left = [word for word in words if word not in whole]
    rest = [word for word in short if word not in whole]
    return bool(whole) and all(any(word.startswith(part) for word in left) for part in rest)


def _is_cut(raw: str, words: tuple[str, ...]) -> bool:
    """Say whether every word of a name is one of the customer's, the last perhaps cut short."""
    from_bank = raw.split()
    first = name_words(" ".join(from_bank[:-1]))
    last = "".join(name_words(from_bank[-1]))
    return bool(first) and set(first) <= set(words) and any(word.startswith(last) for word in words if last)
