"""From two states of an edition to what changed, and from changes to the state that they make."""
