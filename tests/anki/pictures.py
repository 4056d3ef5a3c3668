"""Small pictures, made where a test needs one."""

import struct
import zlib


def png(width: int = 8, height: int = 8, grey: int = 128) -> bytes:
    """A PNG of one shade of grey, 0 to 255."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = (b"\0" + bytes([grey]) * width) * height
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def svg(inside: str = '<circle cx="5" cy="5" r="4"/>', width: int = 10) -> bytes:
    """An SVG with `inside` in it."""
    size = f'viewBox="0 0 10 10" width="{width}" height="10"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'.encode()


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + checksum
