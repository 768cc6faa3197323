"""How large a picture is, read from its head. Nothing is decoded."""

from agreements.rules.paper.refusal import Unacceptable

MOST_PIXELS = 50_000_000
MOST_SEGMENTS = 2_000  # a camera writes some dozens; a colour profile has at most 255
SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF0…SOF15 without DHT, JPG, DAC
BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers that no length follows
UNREADABLE = "그림을 읽을 수 없습니다. 그림을 다시 저장하거나 PDF로 올리십시오."


def check_picture(content: bytes, *, kind: str) -> None:
    width, height = _size_of_png(content) if kind == "png" else _size_of_jpg(content)
    if not width or not height:
        raise Unacceptable(UNREADABLE)
    if width * height > MOST_PIXELS:
        raise Unacceptable("5,000만 화소보다 큰 그림은 받지 않습니다. 해상도를 낮추어 다시 저장하십시오.")


def _size_of_png(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR" or len(content) < 33:
        raise Unacceptable(UNREADABLE)
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _size_of_jpg(content: bytes) -> tuple[int, int]:
    """Walks from marker to marker until the one that tells the size."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        marker, length = content[at + 1 : at + 2], int.from_bytes(content[at + 2 : at + 4])
        if content[at : at + 1] != b"\xff" or not marker:
            break
        if marker[0] in SIZES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 1 if marker == b"\xff" else 2 if marker[0] in BARE else 2 + length
    raise Unacceptable(UNREADABLE)
