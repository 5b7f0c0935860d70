"""Years as titles print them: in digits or in Chinese numerals."""

YEAR = r"(?P<year>20[0-9]{2}|二[〇○零O0]{1}[一二三四五六七八九〇○零][一二三四五六七八九〇○零])年?(?:度)?"
"""A pattern for the year of a document with the words after it."""

CHINESE_DIGITS = str.maketrans("一二三四五六七八九〇○零O", "1234567890000")


def year_of(text: str) -> int:
    """A year in digits or in Chinese numerals."""
    return int(text.translate(CHINESE_DIGITS)[:4])
