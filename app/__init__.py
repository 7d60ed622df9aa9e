"""Who owes what, why, and what to do about it today."""

__version__ = "0.1.0"
