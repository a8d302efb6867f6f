import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_core.understanding.understand import understand

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PIECES = [
    "I met Ana Torres in Madrid on 3 March 2027 at 9 and paid 12.50 EUR. ", "a.", "a@", "(((", "1 ", "1.", "www.",
    "http://x", "+1 ", "Ana ", "d'", "Ä", "don't ", "tomorrow ", "doesn't work ", "\n", "9:00-", "a-", "é", "🙂",
    "can you ", "la respuesta ", "de ", "Frau ",
]  # fmt: skip

ODD = ["€", "5", " ", "km", "Paris", "Will", "M.", "–", "İ", "ﬁ", "\u202f"]


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    understand(piece, NOW)
    started = time.perf_counter()
    understand((piece * 32_000)[:32_000], NOW)
    assert time.perf_counter() - started < 6.0  # about 0.04 s at rest; what backtracks takes minutes


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *ODD]), max_size=12))
def test_any_text_gets_a_meaning_with_places_that_hold(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for one in understand(text, NOW).entities:
        assert one["start"] >= end
        assert text[one["start"] : one["end"]] == one["text"] != ""
        end = one["end"]
