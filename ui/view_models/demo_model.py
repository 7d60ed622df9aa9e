"""Whether the window shows invented customers, and the step from there to the user's own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.services.changes import Changes
from app.services.desk import Desk
from app.services.overview import firm_known, overview
from ui.view_models import places
from ui.view_models.workplace import Workplace


class DemoModel(QObject):
    """`told` carries whether this is the example."""

    told = Signal(bool)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        workplace.changed.connect(lambda _changes: self.read())

    def read(self) -> None:
        """Ask the file whether it holds the example."""
        self._workplace.read(lambda desk: overview(desk).is_demo, self.told.emit)

    def start_for_real(self) -> None:
        """Put the example aside and begin with an empty list; a firm that is not named yet is asked for."""

        def work(desk: Desk) -> bool:
            from app.services.demo import start_for_real

            start_for_real(desk)
            return firm_known(desk)

        # The window's own connection has to let go of the file before it is put aside.
        self._workplace.desk.database.let_go()
        self._workplace.read(work, self._begun)

    def _begun(self, is_named: bool) -> None:
        self.told.emit(False)
        self._workplace.changed.emit(Changes())
        self._workplace.go(places.Today() if is_named else places.FirstRun())
