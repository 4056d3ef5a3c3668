"""A computer without Pango."""

import subprocess
import sys

import pytest

from exporter.errors import ExporterError
from exporter.pdf.typeset import require_pango


class NoPango:
    """Finds WeasyPrint, whose libraries then cannot be loaded."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(ExporterError) as told:
        require_pango()
    for system in ("Debian", "Fedora", "Arch", "macOS"):
        assert system in str(told.value)


def test_the_way_to_a_sheet_does_not_need_it_before_it_prints() -> None:
    code = "import sys, exporter.pdf.sheet; assert 'weasyprint' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
