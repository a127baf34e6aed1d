"""Fails when a layer is tested less than its floor: `coverage_floors.py coverage.json`."""

import json
import sys
from pathlib import Path
from typing import Any

FLOORS = {"domain": 95, "analysis": 90, "ingest": 90, "publish": 90, "store": 90, "services": 85, "ui": 70}


def shares(report: dict[str, Any]) -> dict[str, float]:
    """Return the covered share of lines and branches of each layer, in percent, from coverage's report."""
    covered, total = dict.fromkeys(FLOORS, 0), dict.fromkeys(FLOORS, 0)
    for name, file in report["files"].items():
        parts = Path(name.replace("\\", "/")).parts
        layer = parts[parts.index("persona_studio") + 1]
        if layer not in FLOORS:
            continue
        summary = file["summary"]
        covered[layer] += summary["covered_lines"] + summary["covered_branches"]
        total[layer] += summary["num_statements"] + summary["num_branches"]
    return {layer: 100 * covered[layer] / total[layer] if total[layer] else 0.0 for layer in FLOORS}


def main(file: Path) -> int:
    """Print one line per layer and return 1 when one lies under its floor."""
    found = shares(json.loads(file.read_text(encoding="utf-8")))
    low = [layer for layer, floor in FLOORS.items() if found[layer] < floor]
    for layer, floor in FLOORS.items():
        print(f"{'✗' if layer in low else '✓'} {layer:9} {found[layer]:5.1f} %, floor {floor} %")
    if low:
        print(f"Too little tested: {', '.join(low)}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
