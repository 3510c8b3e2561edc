r"""What a form asks, and what was answered: kinds of questions, conditions, checks. Pure: no database.

A form is a JSON list of questions, in the order they are asked::

    [
      {"code": "company", "kind": "text", "label": {"ko": "회사명", "zh-hans": "公司名称", "en": "Company"},
       "required": true, "prefill": "name"},
      {"code": "number", "kind": "registration_number", "label": {...}, "register": "brn", "required": true},
      {"code": "exports", "kind": "money", "label": {...}, "help": {...}, "currencies": ["USD", "KRW", "CNY"]},
      {"code": "booth", "kind": "choice", "label": {...}, "options": [{"code": "s", "label": {...}}, ...]},
      {"code": "area", "kind": "number", "label": {...}, "unit": {"ko": "㎡", ...}, "least": "9", "most": "36",
       "when": {"question": "booth", "is": "own"}},
      {"code": "contacts", "kind": "group", "label": {...}, "least": 1, "most": 5, "questions": [{...}, {...}]}
    ]

Every question has ``code`` (a-z, 0-9, _; at most 40; unique in the form, and within its group), ``kind`` and
``label`` (at least one of ``ko``, ``zh-hans``, ``en``); it may have ``help`` (likewise), ``required`` (false), ``when``
(a condition, ``questions.conditions``) and ``prefill`` (``questions.shape.PREFILLS``: what the house knows already).

==================== ================================== ======================================================
kind                 its own keys                       an answer (an empty one is absent, "" or [])
==================== ================================== ======================================================
text                 most (characters, 200)             "Ash Sensors"
long_text            most (characters, 5000)            "one\ntwo"
number               unit, least, most, decimals (0)    "36"
money                currencies                         {"amount": "20500000", "currency": "USD"}
choice               options                            "own"
choices              options                            ["fair", "visit"]
date                 first, last (2026-09-01)           "2026-09-01"
file                 types (pdf, png, …), max_bytes,    [{"id": 7, "name": "plan.pdf", "size": 9, "sha256": "…"}]
                     most (files, 1)
registration_number  register (brn, uscc, other, any)   {"register": "brn", "number": "9998100000"}
consent              —                                  true
group                questions, least, most (rows)      [{"name": "…"}, {"name": "…"}]
==================== ================================== ======================================================

In a draft an answer is what was typed ("20.5m", "999-81-00000"); ``clean_answers`` gives it as above, without what was
not asked. A place is a path: ``exports``, or ``contacts.1.email`` in the second row of a group. A group holds neither
files, consents nor groups.
"""
