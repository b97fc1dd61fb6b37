"""A composed document: what each format writes, with nothing left to compute."""
