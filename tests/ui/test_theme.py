"""The look keeps its promises: contrast, sizes, shapes that differ, one scheme at a time."""

import itertools

import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.resources import resource
from ui.theme import SMALLEST_POINTS, Theme, install, theme
from ui.tokens import STATES, Scheme, tokens

SCHEMES = {"light": tokens().light, "dark": tokens().dark}
GROUNDS = ("base", "window", "sel")
READ_ON = (*GROUNDS, "side", "alt", "hover", "raised", "nav_selected")


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """WCAG 2.2, contrast ratio."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_words_can_be_read_on_every_surface_they_stand_on(scheme: Scheme) -> None:
    surface = scheme.surface
    for words, ground in itertools.product(("text", "text2", "text3", "link"), READ_ON):
        assert contrast(surface[words], surface[ground]) >= 4.5, (words, ground)
    assert contrast(surface["accentText"], surface["accent"]) >= 4.5
    assert contrast(surface["text2"], surface["preview_desk"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_borders_and_the_focus_ring_can_be_seen(scheme: Scheme) -> None:
    surface = scheme.surface
    for line, ground in itertools.product(("ctrl", "focus", "accent"), READ_ON):
        assert contrast(surface[line], surface[ground]) >= 3, (line, ground)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_each_state_passes_in_word_and_shape(scheme: Scheme, state: str) -> None:
    colours = scheme.status_of(state)
    grounds = [*(scheme.surface[name] for name in (*GROUNDS, "hover")), colours.tint]
    assert min(contrast(colours.text, ground) for ground in grounds) >= 4.5
    assert min(contrast(colours.shape, ground) for ground in grounds) >= 3
    assert contrast(scheme.surface["on_shape"], colours.shape) >= 3
    assert contrast(scheme.surface["text"], colours.tint) >= 4.5


def outline(look: Theme, state: str) -> set[tuple[int, int]]:
    """Return the pixels a shape covers at 14 logical pixels."""
    image = look.shape(state, 14, 1.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return {(x, y) for x in range(14) for y in range(14) if QColor(image.pixelColor(x, y)).alpha() > 127}


def test_shapes_differ_in_outline_even_at_14_pixels(look: Theme) -> None:
    outlines = {state: outline(look, state) for state in STATES}
    assert all(outlines.values())
    for one, other in itertools.combinations(STATES, 2):
        assert len(outlines[one] ^ outlines[other]) >= 8, (one, other)


def test_every_icon_is_tinted_and_sharp_on_a_dense_screen(look: Theme) -> None:
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    assert len(names) > 40
    for name in names:
        pixmap = look.icon(name, QColor("#123456"), 16, 2.0)
        assert pixmap.width() == 32 and pixmap.devicePixelRatio() == 2.0
        image = pixmap.toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(32)
            for y in range(32)
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert inked, name
        assert name == "betalt" or any(colour.name() == "#123456" for colour in inked), name


def test_the_text_is_never_smaller_than_ten_points(qapp: QApplication) -> None:
    small = QFont(qapp.font())
    small.setPointSizeF(7)
    qapp.setFont(small)
    assert install(qapp, scheme="light").font().pointSizeF() == SMALLEST_POINTS


@pytest.mark.parametrize(("role", "ratio"), tokens().type_ratio.items())
def test_the_type_scale_follows_the_users_size(look: Theme, role: str, ratio: float) -> None:
    base = look.font().pointSizeF()
    assert look.font(role).pointSizeF() == pytest.approx(base * ratio)
    look.set_scale(2.0)
    assert look.font(role).pointSizeF() == pytest.approx(2 * base * ratio)


def test_the_text_size_stays_between_its_ends(look: Theme) -> None:
    look.set_scale(9)
    assert look.scale == 2.0
    look.set_scale(0.1)
    assert look.scale == 0.9


def test_lengths_grow_with_the_text_but_never_shrink(look: Theme) -> None:
    assert look.row("work") == 56
    look.set_scale(2.0)
    assert look.row("work") == 112
    look.set_scale(0.9)
    assert look.row("work") == 56


def test_rows_are_lower_where_the_user_wants_more_of_them(look: Theme) -> None:
    assert (look.row("table"), look.row("work")) == (36, 56)
    look.set_compact(compact=True)
    assert (look.row("table"), look.row("work")) == (30, 46)


def test_changing_the_scheme_repaints_everything_at_once(
    look: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(look.changed):
        look.set_scheme("dark")
    assert look.dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == tokens().dark.surface["window"].lower()
    assert look.state("paid").text.name() == tokens().dark.status["ok"].text.lower()
    look.set_scheme("light")
    assert not look.dark and look.colour("base").name() == "#ffffff"


def test_high_contrast_uses_the_systems_colours_and_drops_tints(
    look: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.theme._wants_contrast", lambda _app: True)
    look.set_scheme("dark")
    system = qapp.style().standardPalette()
    assert look.colour("text") == system.color(QPalette.ColorRole.WindowText)
    assert look.state("act_now").tint == look.colour("window") == system.color(QPalette.ColorRole.Window)
    assert outline(look, "act_now") != outline(look, "overdue")


def test_a_machine_without_fonts_gets_ours(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.theme.QFontDatabase.families", list)
    assert install(qapp, scheme="light").font().family() == "IBM Plex Sans"


def test_the_newest_theme_is_the_one_in_use(qapp: QApplication) -> None:
    made = install(qapp, scheme="dark")
    assert theme() is made
