"""Let `pytest` run in a clone that is not installed yet.

Same rule as [tool.setuptools.package-dir]: dannguon is core/, dannguon.X is X/.
"""

import importlib.util
import sys
from pathlib import Path

if importlib.util.find_spec("dannguon") is None:
    root = Path(__file__).parent
    spec = importlib.util.spec_from_file_location(
        "dannguon",
        root / "core" / "__init__.py",
        submodule_search_locations=[str(root / "core"), str(root)],
    )
    assert spec is not None and spec.loader is not None
    sys.modules["dannguon"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["dannguon"])
