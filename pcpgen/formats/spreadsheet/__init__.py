"""From a document's tables to a workbook, in either of two formats: a cover, contents, notes, and a sheet a table."""
