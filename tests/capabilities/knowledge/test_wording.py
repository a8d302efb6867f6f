"""How the package says things."""

import pytest

from agent_core.contract import Citation
from capabilities.knowledge.wording import quoted


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("The mill was built in 1884.", "“The mill was built in 1884.” [1]"),
        ("| Lanterns | A3 | 64 |  |", "“Lanterns · A3 · 64” [1]"),
        ("either | or", "“either | or” [1]"),
    ],
)
def test_a_row_of_a_table_is_quoted_as_its_cells(quote: str, shown: str) -> None:
    citation = Citation(document_id="d", title="Stock", start=0, end=len(quote), quote=quote)
    assert quoted([citation]) == shown
