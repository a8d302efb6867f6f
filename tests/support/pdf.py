"""Makes real PDFs with known facts."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

MARGIN, LINE, WIDTH = 60, 15, 88  # points, points, characters


def make_pdf(path: Path, pages: Sequence[str]) -> Path:
    """One page for each text. Its first line becomes a heading and an outline entry; blank lines part paragraphs."""
    canvas = Canvas(str(path), pagesize=A4)
    for number, text in enumerate(pages):
        heading, _, body = text.partition("\n")
        canvas.bookmarkPage(str(number))
        canvas.addOutlineEntry(heading, str(number))
        _draw(canvas, heading, body)
        canvas.showPage()
    canvas.save()
    return path


def _draw(canvas: Canvas, heading: str, body: str) -> None:
    height = A4[1] - MARGIN
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(MARGIN, height, heading)
    canvas.setFont("Helvetica", 11)
    for paragraph in body.split("\n\n"):
        for line in wrap(" ".join(paragraph.split()), WIDTH):
            height -= LINE
            canvas.drawString(MARGIN, height, line)
        height -= LINE


FACTS = {
    "How many days of paid leave do employees get each year?": (
        "Employees receive 27 days of paid leave each year.", 3,
    ),
    "Who approves travel expenses above the limit?": (
        "Travel expenses above 400 euros are approved by Mirela Kovacs in the finance office.", 7,
    ),
    "When was the lighthouse in Port Elland built?": (
        "The lighthouse of Port Elland was built in 1884 after three ships had been lost on the reef.", 12,
    ),
    "What is the emergency telephone number of the Elland office?": (
        "In an emergency the Elland office is reached by telephone under 555 0142.", 16,
    ),
    "Where are the backup tapes kept?": ("The backup tapes are kept in a vault below the old brewery in Harrow.", 21),
}  # fmt: skip
"""Question: (the sentence that answers it, its page)."""

_TOPICS = (
    "Welcome", "Working hours", "Leave", "Illness", "Pay", "Training", "Travel", "Equipment", "Meetings", "Visitors",
    "History of the company", "The Elland site", "Canteen", "Parking", "Fire safety", "Emergencies", "First aid",
    "Data protection", "Passwords", "Software", "Backups", "Suppliers", "Complaints", "Closing remarks",
)  # fmt: skip


def handbook() -> list[str]:
    """24 pages of a company's handbook; `FACTS` stand in it."""
    stated = {page: sentence for sentence, page in FACTS.values()}
    return [_page(number, topic, stated.get(number, "")) for number, topic in enumerate(_TOPICS, 1)]


def _page(number: int, topic: str, fact: str) -> str:
    subject = topic.lower()
    return (
        f"{number}. {topic}\n"
        f"This chapter explains what everybody at Northwind Mills should know about {subject}. It replaces all earlier "
        f"leaflets on {subject}, and the office answers whatever remains open. {fact}\n\n"
        f"Whoever notices a mistake in the chapter on {subject} tells the office, which corrects it in the next "
        f"edition. Nothing on this page gives anybody a right that the contract does not give already."
    )
