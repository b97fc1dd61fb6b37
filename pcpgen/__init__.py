"""From an office's plan and data to documents whose every figure can be traced."""

__version__ = "0.1.0"
