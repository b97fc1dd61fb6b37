"""From sentences to problems: words that say otherwise than the figures, claims and lists that they stand beside."""
