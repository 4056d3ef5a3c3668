"""The house stands: imports run downward, no circle, and starting is light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import exporter

PACKAGE = Path(exporter.__file__).parent
FLOORS = (
    {"model", "atomic", "cache", "common_tex", "errors", "fonts", "mathjax", "moment", "resources"},
    {"markdown", "identity", "html", "checks"},
    {"readers", "anki", "pdf"},
    {"api"},
    {"cli"},
    {"__main__"},
)
"""From the ground up. The package's own `__init__` names the API and is on no floor."""
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
GROUND = {"errors", "cache", "resources", "model", "common_tex"}
"""What the rest of the lowest floor may stand on."""
HEAVY = (
    "jinja2",
    "markdown_it",
    "weasyprint",
    "genanki",
    "pikepdf",
    "py_mini_racer",
    "rich",
    "yaml",
)


def imports() -> Iterator[tuple[Path, str, str]]:
    """(file, its room, a room that it imports)."""
    for file in sorted(PACKAGE.rglob("*.py")):
        room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and room != "__init__":
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                for name in names[:1] if node.module != "exporter" else names[1:]:
                    package, _, rest = name.partition(".")
                    if package == "exporter" and rest.partition(".")[0] in FLOOR_OF:
                        yield file, room, rest.partition(".")[0]


def test_every_room_has_a_floor() -> None:
    rooms = {
        file.relative_to(PACKAGE).parts[0].removesuffix(".py") for file in PACKAGE.rglob("*.py")
    }
    assert rooms - {"__init__"} == set(FLOOR_OF)


def test_imports_run_downward() -> None:
    found = list(imports())
    assert len(found) > 50
    wrong = [
        f"{file.relative_to(PACKAGE)} imports {other}"
        for file, room, other in found
        if room != other
        and FLOOR_OF[other] >= FLOOR_OF[room]
        and not (FLOOR_OF[room] == 0 and other in GROUND)
    ]
    assert wrong == []


def test_no_modules_import_one_another_in_a_circle() -> None:
    files = {module_name(file): file for file in PACKAGE.rglob("*.py")}
    imported = {name: imported_at_start(file, set(files)) for name, file in files.items()}
    order = TopologicalSorter(imported)
    assert len(list(order.static_order())) == len(files)  # raises CycleError on a circle


def module_name(file: Path) -> str:
    parts = ("exporter", *file.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


def imported_at_start(file: Path, modules: set[str]) -> set[str]:
    """The modules of the package that `file` imports when it loads."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    found = set()
    for node in (node for node in body if isinstance(node, ast.ImportFrom) and node.module):
        for alias in node.names:
            part = f"{node.module}.{alias.name}"
            found.add(part if part in modules else str(node.module))
    return found & modules


def test_the_commands_load_nothing_heavy() -> None:
    code = (
        "import sys, exporter.cli as cli, click\n"
        "context = click.Context(cli.main)\n"
        "[cli.main.get_command(context, name) for name in cli.main.list_commands(context)]\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
