"""Rows that every app uses.

``log`` every change · ``queue`` jobs, and what recurs · ``mail`` what goes out by e-mail · ``documents`` files ·
``calendar`` holidays and make-up workdays · ``rates`` exchange rates · ``search`` what can be found, in tokens.
"""

from landbridge.base.models.calendar import CalendarDay
from landbridge.base.models.documents import Document
from landbridge.base.models.log import LogEntry
from landbridge.base.models.mail import MailMention, OutgoingMail
from landbridge.base.models.queue import CacheRow, Job, Tick
from landbridge.base.models.rates import ExchangeRate
from landbridge.base.models.search import SearchEntry

__all__ = [
    "CacheRow",
    "CalendarDay",
    "Document",
    "ExchangeRate",
    "Job",
    "LogEntry",
    "MailMention",
    "OutgoingMail",
    "SearchEntry",
    "Tick",
]
