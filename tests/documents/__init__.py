"""Published documents of an invented authority, written by us in every format that is read, with what they print.

`printed` is a document before it has a format: tables with their captions. `figures` invents the money of an
authority, sums and all. `forms` prints it as the statements of a city in a `style` of that city; `national` as those
of a budget system that whole provinces use. `pdf`, `office` and `web` are the formats.
"""
