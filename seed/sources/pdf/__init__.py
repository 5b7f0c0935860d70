"""Reading PDF: glyphs and ruling lines as pdfium places them, made into lines of text and tables of cells."""
