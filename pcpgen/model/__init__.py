"""What the workspace says, as frozen values, each knowing its place."""
