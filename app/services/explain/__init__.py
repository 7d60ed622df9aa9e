"""The words for what the app knows: errors, states, reasons, steps, amounts and the story of a case.

Everything speaks the language of the screen, but what is said on the phone, which speaks the customer's.
"""

from app.domain.errors import BetaltError


def error(err: BetaltError) -> str:
    """Return the words for an error that we foresaw; they are loaded when the first one is met."""
    from app.services.explain.errors import error as said

    return said(err)
