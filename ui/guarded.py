"""The one guard every override of a Qt virtual wears.

On CPython 3.11 an exception that escapes an override ends the process, so none may.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D")


def guarded(default: D) -> Callable[[Callable[P, R]], Callable[P, R | D]]:
    """Report what goes wrong in an override to `sys.excepthook` and answer `default` instead."""

    def wrap(override: Callable[P, R]) -> Callable[P, R | D]:
        @wraps(override)
        def safely(*args: P.args, **kwargs: P.kwargs) -> R | D:
            try:
                return override(*args, **kwargs)
            except Exception:  # noqa: BLE001 - whatever it is, it must not reach Qt
                sys.excepthook(*sys.exc_info())
                return default

        return safely

    return wrap
