"""From a project and its figures to a composed document: a file for each kind, and the blocks that they share."""
