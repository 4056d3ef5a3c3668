"""A name that an author wrote into the file of the bank that it names, and nothing outside."""

from pathlib import Path

__all__ = ["is_file", "leads_out", "path_inside"]


def path_inside(root: Path, folder: Path, name: str) -> Path | None:
    """The absolute path that `name` leads to from `folder`, links followed.

    None when it leads out of `root`, or nowhere at all. A name that begins with `/` counts from
    `root`. Both folders are absolute and without links.
    """
    if name.startswith("\\"):
        return None  # on Windows a share of another machine, which must not even be asked
    try:
        path = ((root if name.startswith("/") else folder) / name.lstrip("/")).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return path if path.is_relative_to(root) else None


def is_file(path: Path) -> bool:
    """Whether there is a regular file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def leads_out(root: Path, name: str) -> bool:
    """Whether `name` in the folder `root` is a link to what lies outside it."""
    return (root / name).is_symlink() and path_inside(root, root, name) is None
