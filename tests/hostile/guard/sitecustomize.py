"""Python loads this first: no network from then on, and a note of each file opened outside.

HOSTILE_OUTSIDE names a folder that nothing may read, HOSTILE_LOG the file that takes the notes.
"""

import os
import sys

_OUTSIDE = os.path.realpath(os.environ["HOSTILE_OUTSIDE"]) + os.sep
_LOG = os.open(os.environ["HOSTILE_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_NETWORK = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"})


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK:
        os.write(_LOG, f"{event} {arguments[1:]!r}\n".encode())
        raise PermissionError(f"{event}: no network")
    if event == "open" and isinstance(arguments[0], str | bytes):
        name = os.path.realpath(os.fsdecode(arguments[0]))
        if name.startswith(_OUTSIDE):
            os.write(_LOG, f"open {name!r}\n".encode())


sys.addaudithook(_note)
