"""From the pages in `pages/` and the program's own registries to its documentation, a site of files."""
