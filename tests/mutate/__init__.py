"""Realistic slips, planted one at a time: how many are told, how many change nothing, and how many get through."""
