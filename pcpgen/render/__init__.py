"""From a composed document to HTML, and from HTML to PDF."""
