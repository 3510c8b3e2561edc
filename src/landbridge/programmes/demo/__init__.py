"""A season for the demonstration: a programme of each kind, each at another point of its way; nobody in it exists.

``season`` makes it, once · ``plans`` reads what it consists of · ``calling`` plans programmes and calls for them ·
``answering`` invents answers to any form · ``applying`` applies, many at once · ``screening`` evaluates and selects ·
``attending`` lets participants confirm, take part and settle.

What belongs to the past is made by the same actions as everything else, and its days are set back afterwards; many of
a kind are written in a few statements.
"""
