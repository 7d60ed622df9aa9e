"""The look of the window: colours, fonts, shapes and icons, in light, dark and high contrast."""

import sys
from typing import Final, NamedTuple

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.resources import resource
from ui.tokens import STATES, Scheme, Status, tokens

SMALLEST_POINTS: Final = 10.0
_HEADINGS: Final = ("heading", "amount", "title", "phone")
_STRONG: Final = QFont.Weight.DemiBold
_MEDIUM: Final = QFont.Weight.Medium


class StateColours(NamedTuple):
    """The colours of one state, ready to paint with."""

    text: QColor
    tint: QColor
    shape: QColor


class Theme(QObject):
    """What everything is painted with. `changed` is emitted after colours, fonts or sizes changed.

    Attributes:
        dark: The dark scheme is shown.
        high_contrast: The system asks for high contrast: its own palette is used, tints are dropped.
        scale: The user's text size, 0.9 to 2.0 of the system's.
        compact: Rows are lower (density *Tät*).
    """

    changed = Signal()

    def __init__(self, app: QApplication, *, scheme: str, scale: float, compact: bool) -> None:
        super().__init__(app)
        self._app = app
        self._choice = scheme
        self.scale = scale
        self.compact = compact
        self._system_font = _system_font(app)
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self._rebuild)
        self._request_scheme()
        self._rebuild()

    def set_scheme(self, scheme: str) -> None:
        """Show `"light"` or `"dark"`, or follow the `"system"`."""
        if scheme != self._choice:
            self._choice = scheme
            self._request_scheme()
            self._rebuild()

    def set_scale(self, scale: float) -> None:
        """Set the text size, clamped to 0.9 to 2.0 of the system's."""
        wanted = min(2.0, max(0.9, scale))
        if wanted != self.scale:
            self.scale = wanted
            self._rebuild()

    def set_compact(self, *, compact: bool) -> None:
        """Choose between lower rows and roomy ones."""
        if compact != self.compact:
            self.compact = compact
            self._rebuild()

    def colour(self, name: str) -> QColor:
        """Return a surface colour by its name in the tokens, such as `text2` or `line`."""
        return self._colours[name]

    def ink(self, name: str) -> QColor:
        """Return a surface colour, or the text colour where `name` is a state of the traffic light."""
        return self._states[name].text if name in self._states else self.colour(name)

    def state(self, state: str) -> StateColours:
        """Return the colours of a state of the traffic light."""
        return self._states[state]

    def ageing(self, step: int) -> QColor:
        """Return the colour of an ageing step, 0 (not due) to 4 (oldest)."""
        return QColor(self._scheme.ageing[step])

    def font(
        self, role: str = "body", *, strong: bool = False, medium: bool = False, figures: bool = False
    ) -> QFont:
        """Return a font of the type scale; `figures` are tabular, for amounts that stand in columns."""
        weight = _STRONG if strong or role in _HEADINGS else _MEDIUM if medium else QFont.Weight.Normal
        key = (role, weight, figures)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(role, weight, figures=figures)
        return QFont(self._fonts[key])

    def _make_font(self, role: str, weight: QFont.Weight, *, figures: bool) -> QFont:
        font = QFont(self._system_font)
        points = max(SMALLEST_POINTS, font.pointSizeF()) * self.scale
        font.setPointSizeF(points * tokens().type_ratio[role])
        font.setWeight(weight)
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def row(self, kind: str) -> int:
        """Return the height of a `table`, `work` or `waiting` row in logical pixels at this text size."""
        heights = tokens().row
        height = {"table": heights["table_compact"], "work": 46}.get(kind) if self.compact else None
        return self.px(height or heights[kind])

    def px(self, pixels: float) -> int:
        """Return a length that grows with the text, never below its design size."""
        return round(pixels * max(1.0, self.scale))

    def radius(self, kind: str) -> int:
        """Return the corner radius of a `control`, `row` or `card` in logical pixels."""
        return tokens().radius[kind]

    def shape(self, state: str, size: int, ratio: float) -> QPixmap:
        """Return the shape of a state, `size` logical pixels square, for a screen of that ratio."""
        colours = self.state(state)
        return self._render("shapes", state.replace("_", "-"), colours.shape, size, ratio)

    def icon(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        """Return one of the bundled icons in that colour, `size` logical pixels square."""
        return self._render("icons", name, colour, size, ratio)

    def app_icon(self) -> QIcon:
        """Return the icon of the program."""
        icon = QIcon()
        for size in (16, 32, 64, 256):
            icon.addPixmap(self._render("icons", "betalt", self.colour("accent"), size, 1.0))
        return icon

    def _request_scheme(self) -> None:
        wishes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._hints.setColorScheme(wishes.get(self._choice, Qt.ColorScheme.Unknown))

    def _rebuild(self) -> None:
        system_dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        self.dark = system_dark if self._choice == "system" else self._choice == "dark"
        self.high_contrast = _wants_contrast(self._app)
        self._scheme = self._choose_scheme()
        self._colours = {name: QColor(value) for name, value in self._scheme.surface.items()}
        self._states = {state: _qcolours(self._scheme.status_of(state)) for state in STATES}
        self._fonts: dict[tuple[str, QFont.Weight, bool], QFont] = {}
        self._pixmaps: dict[tuple[str, str, int, int, float], QPixmap] = {}
        self._dress_app()
        self.changed.emit()

    def _choose_scheme(self) -> Scheme:
        if self.high_contrast:
            return _contrast_scheme(self._app.style().standardPalette())
        return tokens().dark if self.dark else tokens().light

    def _dress_app(self) -> None:
        if sys.platform == "win32" and self.dark:
            self._app.setStyle("Fusion")
        standard = self._app.style().standardPalette()
        self._app.setPalette(standard if self.high_contrast else _palette(self._colours))
        self._app.setFont(self.font())

    def _render(self, folder: str, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        key = (folder, name, colour.rgb(), size, ratio)
        if key not in self._pixmaps:
            inner = self.colour("on_shape")
            self._pixmaps[key] = _draw_svg(_tinted(folder, name, colour, inner), size, ratio)
        return self._pixmaps[key]


_installed: list[Theme] = []


def install(app: QApplication, *, scheme: str = "system", scale: float = 1.0, compact: bool = False) -> Theme:
    """Dress the application. `scheme` is `system`, `light` or `dark`; called again it replaces the theme."""
    made = Theme(app, scheme=scheme, scale=scale, compact=compact)
    _installed[:] = [made]
    return made


def theme() -> Theme:
    """Return the installed theme."""
    return _installed[0]


def _system_font(app: QApplication) -> QFont:
    if not QFontDatabase.families():
        for weight in ("Regular", "SemiBold"):
            QFontDatabase.addApplicationFont(str(resource("fonts", f"IBMPlexSans-{weight}.ttf")))
        return QFont("IBM Plex Sans")
    return QFont(app.font())


def _wants_contrast(app: QApplication) -> bool:
    accessibility = app.styleHints().accessibility()
    return bool(accessibility and accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast)


def _qcolours(status: Status) -> StateColours:
    return StateColours(QColor(status.text), QColor(status.tint), QColor(status.shape))


def _contrast_scheme(palette: QPalette) -> Scheme:
    """Map our names onto the system's palette: shapes and words stay, tints go."""
    role = QPalette.ColorRole
    text, base = palette.color(role.WindowText).name(), palette.color(role.Window).name()
    chosen, on_chosen = palette.color(role.Highlight).name(), palette.color(role.HighlightedText).name()
    surface = dict.fromkeys(tokens().light.surface, base)
    surface |= dict.fromkeys(("text", "text2", "text3", "line", "ctrl", "link", "focus"), text)
    surface |= {"accent": chosen, "accentText": on_chosen}
    status = {name: Status(text, base, text) for name in tokens().light.status}
    return Scheme(surface, status, (text,) * 5)


def _palette(colours: dict[str, QColor]) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(colours["base"], colours["window"])
    names = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "base",
        role.AlternateBase: "alt",
        role.Text: "text",
        role.Button: "base",
        role.ButtonText: "text",
        role.BrightText: "accentText",
        role.Highlight: "sel",
        role.HighlightedText: "text",
        role.PlaceholderText: "text3",
        role.Link: "link",
        role.LinkVisited: "link",
        role.Accent: "accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Light: "hover",
        role.Midlight: "line",
        role.Mid: "ctrl",
        role.Dark: "ctrl",
    }
    for each, name in names.items():
        palette.setColor(each, colours[name])
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, colours["text3"])
    return palette


def _tinted(folder: str, name: str, colour: QColor, inner: QColor) -> bytes:
    svg = resource(folder, f"{name}.svg").read_text(encoding="utf-8")
    if name != "betalt":
        svg = svg.replace("#FFFFFF", inner.name())
    return svg.replace("currentColor", colour.name()).encode()


def _draw_svg(svg: bytes, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, pixels, pixels))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
