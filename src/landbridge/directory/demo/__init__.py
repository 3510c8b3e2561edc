"""The organisations of the demonstration, and who speaks for them; none of them exists.

``organisations`` makes those that are missing · ``inventing`` thinks up the many by a fixed seed.
"""
