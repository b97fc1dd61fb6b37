"""From a key to the program's own words: one catalogue a language, in which an office may change single entries."""
