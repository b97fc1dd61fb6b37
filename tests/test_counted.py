"""From a web page to what was counted in it, and what of it lacks what a reader needs."""

from __future__ import annotations

from pcpgen.formats.counted import counted_page

SOUND = """<!DOCTYPE html><html lang="en-GB"><head><title>Safer</title></head><body>
<h1>Safer</h1><h2>The harbour</h2><img src="a.png" alt="The quay">
<svg aria-labelledby="a"><title id="a">Calls fell</title></svg>
<svg aria-labelledby="a"></svg><svg aria-hidden="true"><path/></svg>
<ul><li><a href="#a"><b>Where</b> it is</a></li></ul>
<table><tr><th scope="col">Place</th><th scope="col">2024</th></tr><tr><th scope="row">Quay</th><td>63</td></tr></table>
</body></html>"""
HOLDS = {
    "languages": 1, "titles": 1, "first_headings": 1, "headings": 2, "levels_left_out": 0, "pictures": 2,
    "pictures_without_words": 0, "tables": 1, "cells": 1, "cells_without_heads": 0, "links": 1,
    "links_without_words": 0, "lists": 1,
}  # fmt: skip


LACKING = {
    ' lang="en-GB"': ("", {"languages": 0}),
    "<title>Safer": ("<title> ", {"titles": 0}),
    "h2>": ("h3>", {"levels_left_out": 1}),
    "<h2>The harbour</h2>": ("<h1>The harbour</h1>", {"first_headings": 0}),
    'alt="The quay"': ("", {"pictures_without_words": 1}),
    "Calls fell": ("", {"pictures_without_words": 1}),
    "<b>Where</b> it is": ("<b></b>", {"links_without_words": 1}),
    "scope=": ("class=", {"cells_without_heads": 1}),
}


def test_what_a_page_holds_and_lacks() -> None:
    assert counted_page(SOUND) == HOLDS
    for old, (new, differs) in LACKING.items():
        assert counted_page(SOUND.replace(old, new)) == HOLDS | differs, old
