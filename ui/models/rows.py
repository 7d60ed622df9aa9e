"""What the lists show: rows of finished words, so that a delegate looks up and never computes."""

from typing import NamedTuple


class WorkRow(NamedTuple):
    """One customer in one currency on the morning list.

    Attributes:
        section: `first`, `then` or `waiting`; a waiting row is lower and shows `when` in place of an action.
        secondary: The invoice or how many, beside the name.
        state_word: What the state is called today, `reason` why the row stands here.
        accessible: The whole row as a screen reader says it.
        marked: The row is to be taken together with others.
    """

    customer_id: int
    currency: str
    section: str
    state: str
    name: str
    secondary: str
    state_word: str
    reason: str
    amount: str
    days: str
    action_label: str
    action_key: str
    when: str
    accessible: str
    marked: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """What makes this row the same row after a refresh."""
        return (self.customer_id, self.currency)


class HeaderRow(NamedTuple):
    """The head of a section: title, the number of rows, and a hint at the right edge."""

    title: str
    number: str
    hint: str = ""


class MoreRow(NamedTuple):
    """A line that shows what is folded away; `key` names what."""

    key: str
    words: str


class TimelineRow(NamedTuple):
    """One entry of a history, newest first.

    Attributes:
        kind: `past`, `future` (dashed, a suggestion) or `today` (the dashed line; only `day` counts).
        icon: A bundled icon, or empty where `shape` names a state whose shape is shown.
        colour: A surface colour or a state, for the icon.
    """

    key: str
    day: str
    title: str
    text: str = ""
    quote: str = ""
    icon: str = ""
    shape: str = ""
    colour: str = "text2"
    kind: str = "past"
    accessible: str = ""


class NavRow(NamedTuple):
    """One page in the navigation; `pinned` rows stand at the bottom."""

    key: str
    icon: str
    label: str
    number: str = ""
    pinned: bool = False
