"""From a workspace that somebody writes in to its documents in a browser, on this machine alone.

Nothing of it is published, and nothing is written.
"""
