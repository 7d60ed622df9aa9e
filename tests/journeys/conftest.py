"""Journeys open the window as the user does: every test in a fresh light theme."""

from tests.ui.conftest import look

__all__ = ["look"]
