"""The fonts that travel with the program into CSS, and a text into the letters that they lack."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from exporter.errors import ExporterError

__all__ = [
    "CODE",
    "FACES",
    "HEADS",
    "SYMBOLS",
    "TEXT",
    "Face",
    "font_face_css",
    "font_folders",
    "uncovered",
]

# Names of our own: a font of the same name that the computer has would be taken in parts instead.
TEXT = "exporter text"
"""Source Serif."""
HEADS = "exporter heads"
"""Source Sans."""
CODE = "exporter code"
"""Source Code, with the characters that draw boxes."""
SYMBOLS = "exporter symbols"
"""DejaVu Sans, for arrows, signs and what else the others lack."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and what it is used for."""

    family: str
    package: str
    """The package that holds it."""
    name: str
    """Its file, below the package's folder."""
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"

    @property
    def path(self) -> Path:
        """Where it is installed. Raises ExporterError when it is not."""
        path = _folder(self.package) / self.name
        if not path.is_file():
            raise ExporterError(f"the font {self.name} is missing: install exporter again")
        return path


def _family(family: str, package: str, stem: str) -> tuple[Face, ...]:
    return (
        Face(family, package, f"files/{stem}-Regular.otf"),
        Face(family, package, f"files/{stem}-It.otf", style="italic"),
        Face(family, package, f"files/{stem}-Semibold.otf", 600),
        Face(family, package, f"files/{stem}-SemiboldIt.otf", 600, "italic"),
        Face(family, package, f"files/{stem}-Bold.otf", 700),
        Face(family, package, f"files/{stem}-BoldIt.otf", 700, "italic"),
    )


FACES = (
    *_family(TEXT, "font_source_serif_pro", "SourceSerifPro"),
    *_family(HEADS, "font_source_sans_pro", "SourceSansPro"),
    Face(CODE, "fontpkg_source_code_pro", "files/SourceCodePro[wght].ttf"),
    Face(CODE, "fontpkg_source_code_pro", "files/SourceCodePro[wght].ttf", 600),
    Face(CODE, "fontpkg_source_code_pro", "files/SourceCodePro-Italic[wght].ttf", 400, "italic"),
    Face(SYMBOLS, "ziafont", "fonts/DejaVuSans.ttf"),
)
"""Every bundled font, each weight of it."""


def font_face_css() -> str:
    """An `@font-face` rule a face, by file URL. Raises ExporterError when one is not installed."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f' font-style: {face.style}; src: url("{face.path.as_uri()}"); }}'
        for face in FACES
    )


def font_folders() -> tuple[Path, ...]:
    """The folders that the bundled fonts lie in."""
    return tuple(dict.fromkeys(face.path.parent for face in FACES))


def uncovered(text: str) -> frozenset[str]:
    """The visible characters of `text` that no bundled font has.

    A computer's own fonts may have them; a printed page shows an empty box for what none has.
    """
    return frozenset(
        letter
        for letter in set(text)
        if ord(letter) not in _covered() and (letter.isprintable() and not letter.isspace())
    )


@cache
def _covered() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    # Weights and slants of a family cover the same.
    upright = [face for face in FACES if (face.weight, face.style) == (400, "normal")]
    return frozenset(
        code for face in upright for code in TTFont(face.path, lazy=True).getBestCmap()
    )


@cache
def _folder(package: str) -> Path:
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        return Path(place)
    raise ExporterError(f"the fonts of {package} are missing: install exporter again")
