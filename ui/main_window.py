"""The one window: menus, navigation, the page in the middle, the panel at the right, the status line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from ui.guarded import guarded
from ui.pages.menu_bar import MenuBar
from ui.pages.page import Page, Panel
from ui.pages.panes import step_pane
from ui.pages.registry import make_page, make_panel
from ui.pages.side_bar import SideBar
from ui.pages.side_pane import SidePane
from ui.theme import theme
from ui.view_models import places
from ui.view_models.places import Place
from ui.view_models.workplace import NOBODY, Subject, Workplace
from ui.widgets.status_line import StatusLine

DETAIL_FOLDS_BELOW = 1180
NAV_FOLDS_BELOW = 1080
SMALLEST = (1024, 640)
DESIGNED = (1440, 900)

_GO: dict[str, Callable[[], Place]] = {
    "today": places.Today,
    "invoices": places.Invoices,
    "customers": places.Customers,
    "plans": places.Plans,
    "letters": places.Letters,
    "insights": places.Insights,
    "asking": places.Asking,
    "settings": places.Settings,
    "read_in": places.ImportPlace,
    "matching": places.Matching,
}
_WINDOW_PANELS = {"log": "log", "history": "history", "commands": "commands", "help": "help", "keys": "keys"}
_PANELS = ("call", "payment", "snooze", "dispute", "note", "write_off", "facts", "allowed", "proof", "reason")
_PLACES: dict[str, Callable[..., Place]] = {"plan": places.PlanPlace, "hand_over": places.HandOverPlace}


class MainWindow(QMainWindow):
    """Shows one page at a time and one panel beside it; remembers the way back.

    `painted` tells that what is on the screen now has been seen.
    """

    painted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._pages: dict[type, Page] = {}
        self._way: list[Place] = []
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)  # else the widest page that was ever open pushes a panel out
        self._side = SidePane()
        self._bar = SideBar(workplace)
        self.status = StatusLine(workplace.notices, undo_key="Ctrl Z")
        self.setMinimumSize(*SMALLEST)
        self.resize(*DESIGNED)
        self.setAcceptDrops(True)
        self._lay_out()
        self.setMenuBar(MenuBar(workplace.actions))
        self._connect(workplace)
        theme().changed.connect(self._refit)

    # Going places

    def go(self, place: Place) -> None:
        """Show a page and remember the one before; a main page starts the way anew."""
        self._side.leave()
        page = self._page(place)
        if page.nav_key and page.nav_key != "none" and self._is_main(place):
            self._way.clear()
        if self._way and type(self._way[-1]) is type(place):
            self._way.pop()  # the next invoice takes the place of the one before: Esc leads back to the list
        self._way.append(place)
        self._show(page)

    def go_back(self) -> None:
        """Do what Esc means: close the panel, then what is open in the page, then go to the page before."""
        if self.panel() is not None:
            self._side.step_back()
        elif self.page().leave():
            return
        elif len(self._way) > 1:
            self._way.pop()
            self._show(self._page(self._way[-1]))
        elif self._way and not isinstance(self._way[-1], places.Today | places.FirstRun):
            self.go(places.Today())

    def place(self) -> Place:
        """Return where the window is."""
        return self._way[-1]

    def count(self) -> None:
        """Read the counts of the navigation anew."""
        self._bar.count()

    def page(self) -> Page:
        """Return the page in front."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def panel(self) -> Panel | None:
        """Return the open side panel."""
        return self._side.panel()

    def open_panel(self, name: str, subject: Subject) -> None:
        """Open a side panel about someone, in place of the one that is open."""
        self._side.open_panel(make_panel(name, self._workplace, subject))
        self._workplace.notices.clear()

    def _turned(self) -> None:
        self._refit()
        self._tell()

    def _page(self, place: Place) -> Page:
        kind = type(place)
        if kind not in self._pages:
            page = make_page(place, self._workplace)
            page.subject_changed.connect(self._enable_case_actions)
            page.title_changed.connect(lambda _words: self._tell())
            self._stack.addWidget(page)
            self._pages[kind] = page
            self._refit()
        page = self._pages[kind]
        opens = getattr(page, "open", None)
        if opens is not None:
            opens(place)
        return page

    def _show(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self._bar.setVisible(page.nav_key != "none")
        self.menuBar().setVisible(page.nav_key != "none")
        self.status.setVisible(page.nav_key != "none")
        if page.nav_key != "none":
            self._bar.choose(page.nav_key)
        page.entered()
        self._tell()
        self._enable_case_actions()

    @staticmethod
    def _is_main(place: Place) -> bool:
        return isinstance(
            place,
            places.Today | places.Invoices | places.Customers | places.Plans | places.Letters
            | places.Insights | places.Settings,
        )  # fmt: skip

    def _tell(self) -> None:
        """Say in the title and the status line where the user is."""
        front: Page | Panel = self.panel() or self.page()
        words = front.title() or self.page().title()
        self.setWindowTitle(_("Betalt – {where}").format(where=words) if words else "Betalt")
        self.status.set_hints(front.hints())
        self.status.set_state(front.standing() or self._workplace.remark)

    # Commands

    def _connect(self, workplace: Workplace) -> None:
        actions = workplace.actions
        self._side.turned.connect(self._turned)
        self._side.lost_focus.connect(lambda: self.page().entered())
        workplace.asked.connect(self.go)
        workplace.remarked.connect(self._tell)
        workplace.back_asked.connect(self.go_back)
        workplace.panel_asked.connect(self.open_panel)
        workplace.changed.connect(lambda _changes: self._enable_case_actions())
        for name, place in _GO.items():
            actions[name].triggered.connect(lambda _on=False, place=place: self.go(place()))
        for name in (*_PANELS, *_PLACES, "letter"):
            actions[name].triggered.connect(partial(self._about_subject, name))
        actions["new_invoice"].triggered.connect(self._new_invoice)
        actions["undo"].triggered.connect(workplace.undo)
        actions["redo"].triggered.connect(workplace.redo)
        actions["quit"].triggered.connect(self.close)
        actions["search"].triggered.connect(self._bar.search)
        for name, panel in _WINDOW_PANELS.items():
            actions[name].triggered.connect(partial(self._toggle_panel, panel))
        actions["next_pane"].triggered.connect(partial(self._step_pane, 1))
        actions["last_pane"].triggered.connect(partial(self._step_pane, -1))

    def _new_invoice(self) -> None:
        self.go(places.NewInvoicePlace(self.page().invoiced()))

    def _about_subject(self, name: str) -> None:
        subject = self.page().subject()
        if subject is None:
            return
        if name == "letter":
            marked = self.page().marked() or [subject]
            self.go(places.letters([each.case_ids for each in marked]))
        elif name in _PLACES:
            self.go(_PLACES[name](subject.case_ids))
        else:
            self.open_panel(name, subject)

    def _toggle_panel(self, name: str) -> None:
        """Open a panel that is about the whole window; asked for again it closes."""
        before = self.panel()
        shown = before.objectName() if before else ""
        self._workplace.front = shown or type(self.place()).__name__
        self._side.leave()
        if shown != name:
            self.open_panel(name, NOBODY)

    def _step_pane(self, step: int) -> None:
        step_pane([pane for pane in (self._bar, self._stack, self._side) if pane.isVisible()], step)

    def _enable_case_actions(self) -> None:
        subject = self.page().subject() if self._stack.count() else None
        for action in self._workplace.actions.of_menu("case"):
            action.setEnabled(subject is not None)
        self._workplace.actions["mark"].setEnabled(bool(self._stack.count()) and self.page().marks)

    # The frame

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        for widget in (self._bar, self._stack, self._side):
            middle.addWidget(widget, int(widget is self._stack))
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(middle, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(body)

    def _refit(self) -> None:
        """Fold what there is no room for: the detail first, then the navigation, then the page itself."""
        px, width, panel = theme().px, self.width(), self.panel()
        self._bar.fold(folded=width < px(NAV_FOLDS_BELOW))
        for page in self._pages.values():
            page.make_room(detail=panel is None and width >= px(DETAIL_FOLDS_BELOW), narrow=panel is not None)
        self._stack.setVisible(self._side.fit(width - self._bar.width()))

    def standing_place(self) -> str:
        """Return where the window stands, in a form that `restore` reads."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore(self, geometry: str) -> None:
        """Stand where a window stood before."""
        self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.painted.emit)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    @guarded(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @guarded(None)
    def dropEvent(self, event: QDropEvent) -> None:
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if paths and not isinstance(self.place(), places.Unlock | places.Restore):
            event.acceptProposedAction()
            self.go(places.ImportPlace(paths))

    @guarded(None)
    def closeEvent(self, event: QCloseEvent) -> None:
        self._side.leave()
        self._workplace.put_away.emit()
        self._workplace.prefer(window_geometry=self.standing_place())
        super().closeEvent(event)
