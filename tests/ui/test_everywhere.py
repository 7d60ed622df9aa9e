"""What holds on every page and panel: all is named, read in order, translated, and fits its room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.everywhere import seen, shown
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.theme import Theme
from ui.view_models import places

NAMED = {
    QAccessible.Role.Button, QAccessible.Role.ButtonMenu, QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText, QAccessible.Role.Link, QAccessible.Role.List, QAccessible.Role.MenuItem,
    QAccessible.Role.PageTab, QAccessible.Role.RadioButton, QAccessible.Role.Slider, QAccessible.Role.SpinBox,
    QAccessible.Role.Table, QAccessible.Role.Tree,
}  # fmt: skip
"""The roles of what can be used; a reader of the screen says their names."""
VAGUE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Whitespace}
ROWS = {QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree}


@pytest.fixture
def opened(example_office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open the window on Today, with a copy of the example."""
    with opened_window(example_office, qtbot, places.Today()) as found:
        yield found


def accessible(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Walk the tree that a reader of the screen walks; of rows, which are many, only the first few."""
    yield node
    count = node.childCount() if node.role() not in ROWS else min(node.childCount(), 8)
    for at in range(count):
        child = node.child(at)
        if child and child.isValid() and not child.state().invisible:
            yield from accessible(child)


def is_vague(node: QAccessibleInterface) -> bool:
    """Say whether nothing tells what something is; what scrolls has no role of its own in Qt."""
    return node.role() in VAGUE and not isinstance(node.object(), QAbstractScrollArea)


def passes_on(node: QAccessibleInterface) -> bool:
    """Say whether something hands the focus to another at once, as a group does to its first button."""
    widget = node.object()
    return isinstance(widget, QWidget) and widget.focusProxy() is not None


def nameless(front: QWidget) -> list[str]:
    """Return what can be used or focused but does not say what it is."""
    root = QAccessible.queryAccessibleInterface(front)
    assert root
    return [
        f"{node.role()} {node.object()}"
        for node in accessible(root)
        if node.role() in NAMED
        or (node.state().focusable and node.object() is not front and not passes_on(node))
        if not node.text(QAccessible.Text.Name) or is_vague(node)
    ]


def reached(front: QWidget) -> list[QWidget]:
    """Return what Tab comes to in a page, in its order."""
    found: list[QWidget] = []
    each = front.nextInFocusChain()
    while each is not None and each is not front:
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy()
        if takes and front.isAncestorOf(each) and each.isVisibleTo(front) and each.isEnabled():
            found.append(each)
        each = each.nextInFocusChain()
    return found


def out_of_order(front: QWidget) -> list[str]:
    """Return what Tab reaches before something that stands before it, in the same group."""
    groups: dict[QWidget | None, list[QWidget]] = {}
    for each in reached(front):
        groups.setdefault(each.parentWidget(), []).append(each)
    return [
        f"{after} before {before}"
        for group in groups.values()
        for after, before in pairwise(group)
        if before.geometry().bottom() < after.geometry().top()
        and before.geometry().left() <= after.geometry().right()
    ]


def too_wide(front: QWidget) -> list[str]:
    """Return what has to be scrolled sideways, and the controls that stick out of the window."""
    areas = [area for area in front.findChildren(QScrollArea) if area.isVisible()]
    window = front.window()
    return [str(area) for area in areas if area.horizontalScrollBar().maximum() > 0] + [
        str(each)
        for each in front.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QLineEdit) and each.isVisible()
        if each.mapTo(window, QPoint(each.width(), 0)).x() > window.width() + 1
    ]


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1024, 640), 1.0), ((1440, 900), 2.0)])
def test_all_is_named_read_in_order_and_fits(
    opened: OpenWindow, look: Theme, size: tuple[int, int], scale: float
) -> None:
    look.set_scale(scale)
    opened.window.resize(*size)
    checks = (nameless, out_of_order, too_wide)
    found = [
        f"{view.name}: {check.__name__}: {each}"
        for view in seen(opened)
        for check in checks
        for each in check(shown(opened))
    ]
    assert not found, "\n".join(found)
