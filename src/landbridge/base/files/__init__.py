"""Files from outside: what they are by their content, and whether they may come in.

``kinds`` the kinds that may, and how each is recognised · ``images`` decoded and encoded anew · ``archives`` Office and
HWPX · ``papers`` PDF · ``texts`` plain text and CSV · ``names`` file names · ``refusals`` why a file may not come in.
"""
