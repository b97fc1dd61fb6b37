"""Judges the built plan as its readers get it: the web page in a browser, the PDF by tags and pages."""
