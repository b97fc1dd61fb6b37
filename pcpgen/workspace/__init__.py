"""What writes into the workspace, for a person who asked for it; the only room that does."""
