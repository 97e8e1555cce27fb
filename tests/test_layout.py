"""The folders, the package list and the direction of imports agree."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {  # read it as the data flow, from the left
    "core": set(),
    "prompts": {"core"},
    "ingest": {"core"},
    "retrieval": {"core"},
    "answer": {"core", "prompts", "retrieval"},
    "eval": {"core", "ingest", "retrieval", "answer"},
    "api": {"core", "ingest", "retrieval", "answer", "prompts", "eval"},
}


def stages_imported(module: Path) -> set[str]:
    """Return the root folders whose code `module` imports."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    inner = [n.split(".")[1] for n in names if n.startswith("dannguon.")]
    return {name if name in MAY_IMPORT else "core" for name in inner}


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_imports_follow_the_data(folder):
    for module in (ROOT / folder).rglob("*.py"):
        assert stages_imported(module) <= MAY_IMPORT[folder] | {folder}, module


def test_every_package_folder_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    setuptools = project["tool"]["setuptools"]
    found = set()
    for name, folder in setuptools["package-dir"].items():
        for init in (ROOT / folder).rglob("__init__.py"):
            inner = init.parent.relative_to(ROOT / folder).parts
            found.add(".".join([name, *inner]))
    assert found <= set(setuptools["packages"])
