"""What can go wrong, as facts; `services.explain` finds the words."""


class BetaltError(Exception):
    """Anything we foresaw; carries facts, never sentences."""


class RuleError(BetaltError):
    """A rule says no. Nothing changed."""


class TroubleError(BetaltError):
    """The surroundings say no (disk, file, key). Nothing changed."""
