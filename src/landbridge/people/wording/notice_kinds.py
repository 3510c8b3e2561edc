"""What the people app tells people."""

from __future__ import annotations
