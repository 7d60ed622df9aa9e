"""What the list of payments shows: finished words, so that its delegate looks up and never computes."""

from typing import NamedTuple


class MatchRow(NamedTuple):
    """A payment at the left, where it belongs at the right.

    Attributes:
        ticked: It is booked with the others that are ticked.
        target: Whom it is for; empty when nobody is chosen.
        difference: What is too little or too much.
        accessible: The whole row as a screen reader says it.
    """

    payment_id: int
    ticked: bool
    day: str
    payer: str
    how: str
    amount: str
    target: str
    target_note: str
    target_amount: str
    difference: str
    accessible: str


class MatchHead(NamedTuple):
    """The head of a group; `state` is the state whose shape and colour it carries."""

    state: str
    title: str
    number: str
    hint: str
