"""Cards as Anki's reviewer shows them: its own page, scripts and MathJax, in a real browser.

The text of a card comes from Anki's backend, the page is made as `aqt.webview.AnkiWebView` does it,
and Anki's `reviewer.js` puts one into the other. What the phones' apps do otherwise: `PLATFORMS`.
"""

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

import _aqt
from _aqt import colors

from tests.anki.chromium import Chromium
from tests.anki.learner import Learner

if TYPE_CHECKING:
    from anki.cards import Card

__all__ = ["PLATFORMS", "Look", "Reviewer", "Shown", "reviewer"]

_WEB = Path(_aqt.__path__[0]) / "data" / "web"
_SCRIPT = Path(__file__).with_name("reviewer.js")

Platform = Literal["desktop", "ankidroid", "ankimobile"]
Side = Literal["question", "answer"]

PLATFORMS: dict[Platform, dict[str, str]] = {
    "desktop": {"html": "", "card": "isLin fancy", "night": "nightMode night_mode"},
    "ankidroid": {"html": "mobile android linux js", "card": "", "night": "night_mode"},
    "ankimobile": {"html": "mobile iphone", "card": "", "night": "nightMode"},
}
"""The classes that each app gives to the page, to a card, and to a card at night."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where and when a card is looked at."""

    width: int = 900
    """Of the window, in CSS pixels."""
    night: bool = False
    platform: Platform = "desktop"


@dataclass(frozen=True, slots=True)
class Shown:
    """A side of a card, as a browser shows it with all that folds unfolded."""

    card: int
    side: Side
    text: str
    """What can be read."""
    html: str
    formulas: int
    formula_errors: tuple[str, ...]
    raw_tex: tuple[str, ...]
    """TeX that stands there as text."""
    overflow: int
    """By how many pixels the page is wider than its window."""
    cut: tuple[str, ...]
    """Elements whose words stick out of them."""
    broken_images: tuple[str, ...]
    loaded: tuple[str, ...]
    """Addresses outside Anki that were loaded from."""
    ran: bool
    """Whether a script of the card's own ran: one that calls `ran()`."""
    ink: str
    paper: str
    """Colours of the text and of the page."""


class Reviewer:
    """A learner's cards in a browser."""

    def __init__(
        self, learner: Learner, browser: Chromium, base: str, pages: dict[str, str]
    ) -> None:
        self._learner = learner
        self._browser = browser
        self._base = base
        self._pages = pages
        self._seen: dict[Look, list[Shown]] = {}

    def show(self, look: Look) -> list[Shown]:
        """Both sides of every card; a look that was had before is remembered."""
        if look not in self._seen:
            self._open(look)
            cards = json.dumps([self._sides(card, look) for card in self._learner.cards()])
            self._seen[look] = [_shown(side) for side in self._browser.run(f"inspect({cards})")]
        return self._seen[look]

    def measure(self, script: str) -> float:
        """A number out of the card that was shown last."""
        return float(self._browser.run(script))

    def picture(
        self, card: "Card", side: Side, look: Look, path: Path, *, unfold: bool = False
    ) -> None:
        """A PNG of one side of a card, in twice as many pixels each way."""
        self._open(look, scale=2)
        sides = json.dumps(self._sides(card, look))
        self._browser.run(f"put({sides}, {json.dumps(side)}, {json.dumps(unfold)})")
        self._browser.picture(path)

    def _open(self, look: Look, scale: float = 1) -> None:
        self._pages["/page"] = _page(look, self._base)
        self._browser.open(f"{self._base}/page", look.width, scale=scale)

    def _sides(self, card: "Card", look: Look) -> dict[str, Any]:
        names = self._learner.collection.media.escape_media_filenames
        platform = PLATFORMS[look.platform]
        night = platform["night"] if look.night else ""
        return {
            "card": card.id,
            "question": names(card.question()),
            "answer": names(card.answer()),
            "classes": f"card card{card.ord + 1} {platform['card']} {night}",
        }


@contextmanager
def reviewer(learner: Learner, browser: Chromium) -> Iterator[Reviewer]:
    """The cards of `learner` in `browser`, until the block ends."""
    pages = {"/reviewer.js": _SCRIPT.read_text(encoding="utf-8")}
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), _handler(pages, Path(learner.collection.media.dir()))
    )
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Reviewer(learner, browser, f"http://127.0.0.1:{server.server_port}", pages)
    finally:
        server.shutdown()
        server.server_close()


def _handler(pages: dict[str, str], media: Path) -> type[BaseHTTPRequestHandler]:
    """What serves the page, Anki's own web files and the collection's media."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            if path in pages:
                kind = "text/javascript" if path.endswith(".js") else "text/html"
                self._send(pages[path].encode(), f"{kind}; charset=utf-8")
                return
            of_anki = path.startswith("/_anki/")
            file = _WEB / path.removeprefix("/_anki/") if of_anki else media / path.lstrip("/")
            if not file.is_file():
                self.send_error(404)
                return
            self._send(file.read_bytes(), mimetypes.guess_type(file)[0] or "text/plain")

        def _send(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler


def _page(look: Look, base: str) -> str:
    """The page around a card, its parts in the order in which `AnkiWebView.stdHtml` puts them."""
    platform = PLATFORMS[look.platform]
    theme = "dark" if look.night else "light"
    root = f"{platform['html']} {'night-mode' if look.night else ''}"
    body = f"{platform['card']} {platform['night'] if look.night else ''}"
    return f"""<!doctype html>
<html class="{root}" dir="ltr" data-bs-theme="{theme}">
<head>
<title>main webview</title>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<base href="{base}/">
<link rel="stylesheet" href="{base}/_anki/css/webview.css">
<style>
body {{ background-color: var(--canvas) }}
:root {{ --canvas: {colors.CANVAS[theme]} }}
</style>
<link rel="stylesheet" href="{base}/_anki/css/reviewer.css">
</head>
<body class="{body}">
<script>window.bridgeCommand = () => {{}};</script>
<script src="{base}/_anki/js/webview.js"></script>
<script src="{base}/_anki/js/reviewer.js"></script>
<div id="_mark" hidden>&#x2605;</div>
<div id="_flag" hidden>&#x2691;</div>
<script>qFade = 0;</script>
<div id="qa" dir="auto"></div>
<script src="{base}/reviewer.js"></script>
</body>
</html>"""


def _shown(side: dict[str, Any]) -> Shown:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in side.items()}
    return Shown(**values)
