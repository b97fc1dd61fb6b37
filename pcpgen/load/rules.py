"""From a rule of files to its words: what several readers of files can find wrong."""

from __future__ import annotations

from pcpgen.rules import Rule

MISSING_FILE = Rule(
    "missing-file",
    "A file or folder is not there",
    "A part of the plan that cannot be read would be lost without a word.",
    "Add the file, or take its name out of the list that asks for it.",
)
UNREADABLE_FILE = Rule(
    "unreadable-file",
    "A file cannot be read",
    "The file is a link, belongs to somebody else, or is no ordinary file.",
    "Put an ordinary file in its place that you may read.",
)
INVISIBLE_CHARACTER = Rule(
    "invisible-character",
    "An invisible character",
    "Characters that nobody sees can change the order of letters or hide text.",
    "Delete the invisible character.",
)
UNKNOWN_FILE = Rule(
    "unknown-file",
    "A file that nothing uses",
    "A file in the wrong place, or misnamed, is a passage that nobody will read.",
    "List it where the edition or the meeting lists what it takes, or move it out of this folder.",
)
UNKNOWN_KEY = Rule(
    "unknown-key",
    "An entry that nobody knows",
    "A misspelt name would be left out of the document without a word.",
    "Correct the name, or delete the entry.",
)
WRONG_SHAPE = Rule(
    "wrong-shape",
    "An entry has the wrong shape",
    "A list stands where text belongs, or the other way round.",
    "Write it in the shape that the message names.",
)
EMPTY_TEXT = Rule(
    "empty-text",
    "Nothing is written where words belong",
    "A heading without words under it reaches the public as a hole.",
    "Write the words, or take the entry out.",
)
MALFORMED_DATE = Rule(
    "malformed-date",
    "A date that is none",
    "Dates are written year-month-day, so that no one takes March for April.",
    "Write the day that is meant, as in 2017-03-01 or 1 March 2017.",
)
MALFORMED_PERIOD = Rule(
    "malformed-period",
    "A period that is none",
    "A figure without a certain period can be compared with nothing.",
    "Write 2017/18, 2019, 2019-05, 2019-Q2, year ending 2016-03, 2004..2013, 2016-03-31 or undated.",
)
CSV_COLUMNS = Rule(
    "csv-columns",
    "The columns are not those declared",
    "A renamed or missing column would leave figures out.",
    "Write the first line as series,period,qualifier,value,note.",
)
UNKNOWN_SERIES = Rule(
    "unknown-series",
    "A series that the dataset does not declare",
    "A figure without title and unit cannot be printed.",
    "Correct the name, or declare the series in the dataset’s file.",
)
DUPLICATE_ROW = Rule(
    "duplicate-row",
    "The same series and period twice",
    "Of two values for one thing one is wrong.",
    "Delete the row that is wrong.",
)
MALFORMED_NUMBER = Rule(
    "malformed-number",
    "A value that is no number",
    "A cell is printed exactly or not at all; nothing is guessed.",
    "Write digits with at most one dot, such as 15136 or 58.3.",
)
EMPTY_VALUE = Rule(
    "empty-value",
    "An empty value without a reason",
    "A reader must learn why a figure is not there.",
    "Write the value, or say in the note why there is none.",
)
YAML_SYNTAX = Rule(
    "yaml-syntax",
    "The file is not well-formed YAML",
    "What follows the mistake cannot be understood.",
    "Compare the indentation and the quotation marks with the lines above.",
)
TAB_INDENTATION = Rule(
    "tab-indentation",
    "A tab where spaces belong",
    "YAML indents with spaces only; a tab looks alike and means nothing.",
    "Replace the tab by spaces, as many as stand before the lines beside it.",
)
ODD_BLANK = Rule(
    "odd-blank",
    "A blank that YAML takes for a letter",
    "Word and web pages paste non-breaking spaces: they look like blanks, and join what blanks would part.",
    "Replace it by a blank, or run pcpgen check --fix.",
)
UNQUOTED_COLON = Rule(
    "unquoted-colon",
    "A colon inside text without quotation marks",
    "A colon and a space begin a new entry unless the text stands in quotation marks.",
    'Put the whole text in quotation marks: "…".',
)
UNQUOTED_HASH = Rule(
    "unquoted-hash",
    "Words after a number sign that YAML leaves out",
    "In YAML a number sign after a blank begins a remark, so that the rest of the line would be lost.",
    'Put the whole text in quotation marks: "Deliver #1 approach".',
)
YAML_FEATURE = Rule(
    "yaml-feature",
    "A part of YAML that plans do not use",
    "Anchors, aliases and tags make one passage mean another thing elsewhere, and can grow without end.",
    "Write the text out where it is wanted.",
)
