"""Answers on one A4 page, as the window shows them."""

from __future__ import annotations

from app.i18n import language
from app.services.desk import Desk
from app.services.insights_answer import Insights
from app.storage.firm import firm_name


def pdf(desk: Desk, title: str, found: Insights) -> bytes:
    """Return the page, in the language of the screen."""
    from app.documents.insights_pdf import Block, InsightsPaper, render_insights

    with desk.database.reading() as connection:
        firm = firm_name(connection)
    blocks = tuple(Block(each.title, each.note, each.heads, each.rows) for each in found.answers)
    return render_insights(InsightsPaper(language(), firm, title, found.summary, blocks, found.advice))
