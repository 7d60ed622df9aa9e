"""A small layer over the PDF canvas: text, tables and pages in millimetres from the top left corner."""
