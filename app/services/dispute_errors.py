"""What keeps a dispute from being brought to an end; facts only, `explain` has the words."""

from __future__ import annotations

from app.domain.errors import RuleError
from app.domain.money import Money


class NoDisputeError(RuleError):
    """No dispute is open on the invoice."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class NoExplanationError(RuleError):
    """A refusal says why, in words of the user."""


class NotASplitError(RuleError):
    """A split takes off something and leaves something: more than nothing, less than `most`."""

    def __init__(self, reduction: Money, most: Money) -> None:
        super().__init__(reduction, most)
        self.reduction = reduction
        self.most = most


class OtherTotalError(RuleError):
    """The invoice of that number is here already, with another total or in another currency."""

    def __init__(self, number: str, total: Money) -> None:
        super().__init__(number, total)
        self.number = number
        self.total = total


class SameNumberError(RuleError):
    """A corrected invoice has a number of its own."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number
