"""How much of anything a published document may have; more is an attack or a mistake."""

BYTES = 200 * 2**20
"""The size of a file."""

UNPACKED_BYTES = 500 * 2**20
"""What the parts of an archive may unpack to, all together."""

PACKING_RATIO = 200
"""How many times its size a part of an archive may unpack to, when that is much."""

SMALL_PART_BYTES = 2**20
"""Up to this size any ratio is harmless: an empty sheet packs very well."""

PARTS = 10_000
"""The number of files in an archive."""

PAGES = 5_000
"""The pages of a document."""

PAGE_GLYPHS = 100_000
"""The characters on a page."""

PAGE_OBJECTS = 200_000
"""The lines, boxes and pictures drawn on a page."""

PAGE_RULINGS = 3_000
"""The ruling lines on a page that may be those of tables; more are a drawing."""

TABLE_CELLS = 2_000_000
"""The cells of a table, covered ones included."""

SPAN = 1_000
"""The rows or columns over which a cell may spread."""
