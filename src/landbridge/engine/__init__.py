"""The engines: pure Python, no Django, no files, no network, no global random.

Every engine has one shape. ``problem`` holds frozen data, ``check`` verifies a plan without
sharing a line with the solver, ``score`` measures it, ``solve`` finds one and says what it
proved, ``explain`` says why something is missing from it.
"""
