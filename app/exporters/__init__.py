"""Lists as files: for a spreadsheet, for paper."""
