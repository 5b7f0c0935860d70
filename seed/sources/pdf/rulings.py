"""The ruling lines of a PDF page: what is drawn thin and straight, however the program that wrote it drew it."""

import ctypes
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pypdfium2 import raw as pdfium

from seed.sources.pdf.frame import Box, Frame
from seed.sources.pdf.raw import Raw

THIN = 4.0
"""The thickness in points up to which a drawn box is a line."""

SNAP = 1.5
"""How far apart lines may lie that are one line drawn in pieces."""

GAP = 4.0
"""The gap in points that the pieces of a line may leave."""

RECTANGLE_SEGMENTS = 5
NESTING = 8


class Ruling(NamedTuple):
    """A straight line: its place across its direction, and where along it it begins and ends."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines of a page that run across it and those that run down it, each in order of their place."""

    across: list[Ruling]
    down: list[Ruling]


def rulings_of(page: Raw, frame: Frame, limit: int) -> Rulings | None:
    """The ruling lines of a page; None where more than `limit` things are drawn on it."""
    reader = _Reader(frame, limit)
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    boxes = list(reader.boxes(objects))
    if reader.left < 0:
        return None
    across = [Ruling((top + bottom) / 2, left, right) for left, top, right, bottom in boxes if _flat(top, bottom)]
    down = [Ruling((left + right) / 2, top, bottom) for left, top, right, bottom in boxes if _flat(left, right)]
    return Rulings(joined(ruling for ruling in across if ruling.end - ruling.start > THIN), joined(down))


def _flat(low: float, high: float) -> bool:
    return high - low <= THIN


def joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The same lines with the pieces of each put together, in order of their place."""
    result: list[Ruling] = []
    for group in _level(sorted(rulings)):
        at = sum(ruling.at for ruling in group) / len(group)
        pieces = sorted(group, key=lambda one: one.start)
        start, end = pieces[0].start, pieces[0].end
        for ruling in pieces:
            if ruling.start > end + GAP:
                result.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
            else:
                start, end = min(start, ruling.start), max(end, ruling.end)
        result.append(Ruling(at, start, end))
    return result


def _level(rulings: list[Ruling]) -> Iterator[list[Ruling]]:
    """Runs of lines at about the same place."""
    group: list[Ruling] = []
    for ruling in rulings:
        if group and ruling.at - group[0].at > SNAP:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


class _Reader:
    """Walks through drawn objects and counts them, so that no page takes forever."""

    def __init__(self, frame: Frame, limit: int) -> None:
        self.frame = frame
        self.left = limit
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()

    def boxes(self, objects: Iterable[Raw], matrix: Raw = None, depth: int = 0) -> Iterator[Box]:
        """The boxes of everything thin; the four sides of a frame that is drawn as one."""
        for item in objects:
            self.left -= 1
            if self.left < 0:
                return
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield from self._path(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                yield from self._thin(*self._bounds(item, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < NESTING:
                yield from self._form(item, matrix, depth)

    def _form(self, item: Raw, matrix: Raw, depth: int) -> Iterator[Box]:
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, own)
        count = pdfium.FPDFFormObj_CountObjects(item)
        objects = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
        yield from self.boxes(objects, _product(own, matrix), depth + 1)

    def _path(self, item: Raw, matrix: Raw) -> Iterator[Box]:
        count = pdfium.FPDFPath_CountSegments(item)
        left, bottom, right, top = self._bounds(item, matrix)
        if right - left <= THIN or top - bottom <= THIN:
            yield self.frame.box(left, bottom, right, top)
            return
        pdfium.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        if not self._stroke.value:
            return
        self.left -= count
        if self.left >= 0:
            yield from self._segments(item, count, _product(_matrix_of(item), matrix))

    def _segments(self, item: Raw, count: int, matrix: Raw) -> Iterator[Box]:
        """The sides of a drawn path that run straight across or down the page."""
        x, y = ctypes.c_float(), ctypes.c_float()
        first = last = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = _moved(x.value, y.value, matrix)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
                yield from self._thin(*_hull(last, point))
            else:
                first = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield from self._thin(*_hull(point, first))
            last = point

    def _thin(self, left: float, bottom: float, right: float, top: float) -> Iterator[Box]:
        if right - left <= THIN or top - bottom <= THIN:
            yield self.frame.box(left, bottom, right, top)

    def _bounds(self, item: Raw, matrix: Raw) -> Box:
        pdfium.FPDFPageObj_GetBounds(item, *self._numbers)
        left, bottom, right, top = (number.value for number in self._numbers)
        if matrix is None:
            return left, bottom, right, top
        return _hull(_moved(left, bottom, matrix), _moved(right, top, matrix))


def _matrix_of(item: Raw) -> Raw:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix


def _moved(x: float, y: float, matrix: Raw) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _product(inner: Raw, outer: Raw) -> Raw:
    """The matrix that first does what `inner` does, then what `outer` does."""
    if outer is None:
        return inner
    return pdfium.FS_MATRIX(
        inner.a * outer.a + inner.b * outer.c,
        inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c,
        inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e,
        inner.e * outer.b + inner.f * outer.d + outer.f,
    )


def _hull(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """Left, bottom, right, top of the box between two corners."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
