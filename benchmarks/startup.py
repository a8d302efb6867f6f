"""From `agentic serve` to healthy, and the idle memory of all our processes: `python -m benchmarks.startup --json`.

healthy_s      seconds from the start of the process to the first healthy answer, median of warm starts
first_start_s  the same for the first start, on an empty data folder
idle_rss_mb    resident memory of the server and its children, ten seconds after the last start, added up
idle_pss_mb    the same with shared pages counted once
import_s       seconds that a fresh interpreter takes to import everything the server imports
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil

from benchmarks.report import progress, result
from tests.support.server import Server

SETTLE = 10.0  # seconds
IMPORTS = "import gateway.app, gateway.opening, agent_core.compose; gateway.app.create_app()"


def memory(pid: int) -> dict[str, tuple[float, float]]:
    """Process → (RSS, PSS) in MB."""
    root = psutil.Process(pid)
    found = {}
    for process in [root, *root.children(recursive=True)]:
        info = process.memory_full_info()
        found[f"{process.pid} {' '.join(process.cmdline())[:90]}"] = (info.rss / 1e6, info.pss / 1e6)
    return found


def import_seconds() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="for symmetry: the output always is JSON")
    parser.add_argument("--starts", type=int, default=7)
    starts = parser.parse_args().starts
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data")
        first = server.start()
        server.stop()
        progress(f"first start {first:.2f} s")
        warm = []
        for number in range(starts):
            warm.append(server.start())
            progress(f"warm start {warm[-1]:.2f} s")
            if number < starts - 1:
                server.stop()
        time.sleep(SETTLE)
        assert server.process is not None
        used = memory(server.process.pid)
        server.stop()
    for name, (rss, pss) in used.items():
        progress(f"{rss:6.0f} MB resident, {pss:6.0f} MB proportional  {name}")
    imports = median(import_seconds() for _ in range(3))
    result(
        {
            "healthy_s": round(median(warm), 3),
            "first_start_s": round(first, 3),
            "idle_rss_mb": round(sum(rss for rss, _ in used.values()), 1),
            "idle_pss_mb": round(sum(pss for _, pss in used.values()), 1),
            "import_s": round(imports, 3),
        }
    )


if __name__ == "__main__":
    main()
