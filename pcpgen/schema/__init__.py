"""From what an author may write to what reads it: each entry of each file, declared once.

The readers in `load/`, what is said of a wrong entry, the reference for authors and the schemas for editors all come
from these declarations.
"""
