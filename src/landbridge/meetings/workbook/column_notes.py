"""What each column of a fair's workbook is for: shown as a note on its heading."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CODE = _("A code of your own, each used once. Other sheets refer to it.")
_UNAVAILABLE = _("Slot codes with commas between them. Empty means always there.")
_SIDE = _("host or guest, or a name of your own.")
_COMPANY = _("A code from the sheet of companies.")

NOTES: Mapping[str, Mapping[str, Promise]] = {
    "Event": {
        "title": _("The name of the fair, as it appears on every sheet."),
        "timezone": _("The IANA name of the zone all times are in, such as Asia/Seoul or Asia/Shanghai."),
        "date_from": _("The first day, such as 2026-12-12."),
        "date_to": _("The last day."),
        "max_in_row": _("How many rounds in a row an interpreter may work before a free one. Empty means 4."),
        "spare_tables": _("How many tables are kept free in every slot. Empty means none."),
    },
    "Slots": {
        "slot": _CODE,
        "day": _("The day, such as 2026-12-12."),
        "start": _("The local time at which the round starts, such as 09:30."),
        "end": _("The local time at which it ends. A pause as long as a round, such as lunch, is a break."),
        "session": _("A name for several slots, such as AM. Wishes can ask for a session."),
    },
    "Tables": {
        "table": _CODE,
        "area": _("Where the table stands, such as a hall."),
        "unavailable": _UNAVAILABLE,
    },
    "Companies": {
        "company": _CODE,
        "name_ko": _("The name in Korean. One of the three names is enough."),
        "name_zh": _("The name in Chinese."),
        "name_en": _("The name in English."),
        "side": _SIDE,
        "languages": _(
            "Language codes with commas between them, such as ko,en:2. After a colon the level: "
            "1 courtesies, 2 able to negotiate, 3 fluent (also if none is given). "
            "Companies that share a language of level 2 or more need no interpreter."
        ),
        "max_meetings": _("The most meetings it takes. Empty means any number."),
        "unavailable": _UNAVAILABLE,
        "home_table": _("The table at which it receives, such as its booth. Its meetings are held there."),
    },
    "Interpreters": {
        "interpreter": _CODE,
        "name": _("The name, as it appears on every sheet."),
        "languages": _("The languages between which the person interprets, such as ko,zh."),
        "side": _SIDE,
        "grade": _("A grade of your own, such as A."),
        "unavailable": _UNAVAILABLE,
        "max_in_row": _("Rounds in a row before a free one. Empty means as for the event."),
        "max_per_day": _("The most rounds in a day. Empty means any number."),
    },
    "Wishes": {
        "wish": _CODE,
        "company_a": _COMPANY,
        "company_b": _COMPANY,
        "priority": _("must, mutual, want or maybe, from the most to the least wished for. Empty means want."),
        "slots": _("How many slots in a row the meeting takes. Empty means 1."),
        "session": _("Sessions in which it may be held, with commas between them. Empty means any."),
        "fixed_slot": _("The slot in which it has to be held, if it has to."),
        "fixed_table": _("The table at which it has to be held, if it has to."),
    },
    "Order": {
        "before": _("The code of a wish whose meeting ends first, if both are held."),
        "after": _("The code of the wish whose meeting starts after that."),
    },
    "Never": {
        "company_a": _("Two companies that must not meet, whatever was wished."),
        "company_b": _COMPANY,
    },
}

#: What each sheet is for, on the sheet of explanations.
SHEETS: Mapping[str, Promise] = {
    "Event": _("The fair itself: one row for each entry."),
    "Slots": _("The rounds of meetings. Times are local to the fair’s zone."),
    "Tables": _("The places where meetings are held, one at a time."),
    "Companies": _("Everyone who meets."),
    "Interpreters": _("The interpreters to be scheduled. May stay empty."),
    "Wishes": _("The meetings that are asked for, one row each."),
    "Order": _("Meetings that have to come before others. May stay empty."),
    "Never": _("Companies that must not meet each other. May stay empty."),
}
