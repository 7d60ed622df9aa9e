"""The command `betalt`: the window, or with a COMMAND the work itself without any Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from app.cli import general
from app.cli.refusal import TROUBLE, RefusedError
from app.i18n import _

_COMPLETING = "_BETALT_COMPLETE"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> int:
    """Start what the command line asks for and return the exit code."""
    return launch(sys.argv[1:])


def launch(argv: Sequence[str]) -> int:
    """Open the window where no command is named, else hand over to the command line."""
    asked = None if _COMPLETING in os.environ else _window(argv)
    if asked is None:
        from app import cli

        return cli.main(argv)
    if not _has_screen():
        general.speak(asked)
        said = _("There is no screen here for the window. Without one, betalt --help shows what works.")
        sys.stderr.write(f"{said}\n")
        return TROUBLE
    prepare()
    from ui import application

    return application.run(asked.data, today=asked.today, language=asked.language)


def prepare() -> None:
    """Import what the first list needs before Qt, whose bindings read the source of all that comes later."""
    import app.bootstrap
    import app.logs
    import app.services.drafts
    import app.services.overview
    import app.services.today  # noqa: F401


def _window(argv: Sequence[str]) -> general.General | None:
    """Return the options for the window, or `None` when a command is named, or something cannot be read."""
    try:
        asked, rest = general.take(argv)
    except RefusedError:
        return None
    return None if rest or asked.as_json else asked


def _has_screen() -> bool:
    """Say whether a window can be shown; only where X or Wayland show it can that be known beforehand."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in _SCREENS)


if __name__ == "__main__":
    sys.exit(main())
