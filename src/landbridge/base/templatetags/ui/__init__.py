"""`{% load ui %}`: the components every page is built from, each shown with its states at /style.

A component is a tag with named, checked arguments: one it does not know is an error when the template is compiled, a
word it does not know (a kind, a tone) is an error when it is drawn. So a page can't quietly look wrong.
"""

from landbridge.base.templatetags.ui import forms, frames, overlays, pieces, places, scripts
from landbridge.base.templatetags.ui.library import register

__all__ = ["forms", "frames", "overlays", "pieces", "places", "register", "scripts"]
