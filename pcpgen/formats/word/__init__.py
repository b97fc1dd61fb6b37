"""From a composed document to a Word file: its styles, its text, its tables and pictures, its notes."""
