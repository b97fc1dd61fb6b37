"""From a Word file that came back to what colleagues wrote in it, by file and line, and to their changes taken."""
