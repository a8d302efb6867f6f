"""What the benchmarks share: progress on stderr, one JSON object on stdout, percentiles."""

import json
import sys
from collections.abc import Mapping, Sequence


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def result(figures: Mapping[str, object]) -> None:
    print(json.dumps(figures))


def percentile(values: Sequence[float], share: float) -> float:
    """Nearest rank: the least value that at least `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]
