"""Invented households: what they do goes into the tables of real viewers, what they are like goes nowhere near them."""
