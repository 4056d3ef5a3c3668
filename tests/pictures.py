"""Small pictures, made where a test needs one."""

from io import BytesIO

from PIL import Image

__all__ = ["png", "svg"]


def png(width: int = 8, height: int = 8, grey: int = 128) -> bytes:
    """A PNG of one shade of grey, 0 to 255."""
    data = BytesIO()
    Image.new("L", (width, height), grey).save(data, "PNG")
    return data.getvalue()


def svg(inside: str = '<circle cx="5" cy="5" r="4"/>', width: int = 10) -> bytes:
    """An SVG with `inside` in it."""
    size = f'viewBox="0 0 10 10" width="{width}" height="10"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'.encode()
