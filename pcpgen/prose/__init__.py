"""From an author's Markdown to a tree of blocks and inlines, each with its place."""
