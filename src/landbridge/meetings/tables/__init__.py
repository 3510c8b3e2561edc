"""A fair's rows laid out for reading.

``clocks`` one moment on both sides' clocks · ``grid`` the board as rows and cells ·
``agendas`` who sits where when, sheet by sheet.
"""
