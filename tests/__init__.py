"""The tests of pcpgen."""
