"""From a project and its figures to a composed document: one file per kind of document, and the blocks that they share."""
