"""Eligibility and bonus points as declarations, verdicts that explain themselves, and ranking. Pure: no database.

The rules of a call are a JSON list. A rule::

    {"code": "export_limit", "kind": "eligibility",
     "text": {"ko": "…", "zh-hans": "…", "en": "Exports of at most US$20 m in the year before."},
     "when": {"fact": "answers.exports", "at_most": {"amount": "20000000", "currency": "USD"}}}
    {"code": "iso", "kind": "bonus", "points": "3", "text": {…},
     "when": {"certificate": ["ISO 9001"], "within_years": 3}}
    {"code": "cap", "kind": "cap", "points": "10", "text": {…}}          at most one: what all bonus points come to

``code`` is unique (a-z, 0-9, ``_``). Who does not meet an ``eligibility`` rule is not eligible; who meets a ``bonus``
rule gets its points. A condition (``when``) is one of::

    {"all": [condition, …]}   {"any": [condition, …]}   {"not": condition}
    {"fact": name, "at_most" | "at_least" | "below" | "above": limit}
           limit: "300" · "2026-01-31" (a day) · {"amount": "20000000", "currency": "USD"} (converted at a named rate)
    {"fact": name, "is": "text" | true | false | "300"}        {"fact": name, "in": ["경기", "Gyeonggi", …]}
    {"fact": name, "exists": true}                              an answer was given, or the directory knows it
    {"fact": name, "within_years": 3}                           a day less than three years ago
    {"certificate": ["ISO 9001", …]}                            one of them is held, and has not expired
    {"certificate": ["ISO 9001", …], "within_years": 3}         … and was issued less than three years ago

Texts are compared without capitals and width (``base.text.fold``); of several values one is enough. A certificate
counts through its last day. A certificate may not stand below ``not``: one more certificate never does harm.

Facts (``queries/facts.py`` gathers them; a name that is none of these is refused)::

    answers.CODE           the answer to a question: text, number, money, day, yes or no, chosen codes
    answers.GROUP.CODE     all answers of a repeated group     answers.GROUP.count   how many rows it has
    applicant.side         host | guest
    organisation.kind      company, agency, government, park, university, laboratory
    organisation.country   KR, CN …        organisation.region      as the directory has it
    organisation.founded   a year          organisation.age         whole years since
    organisation.employees a number        organisation.level       0 to 3, how far it is verified
    organisation.blocked   yes or no       organisation.industries  ksic:C26110, gbt4754:3972 …
    organisation.has_number yes or no      exports.last_year        money, of the year before
    exports.latest         money, of the latest year that is known
    earlier.kind_this_year programmes of the same kind in the year of this one that the applicant holds or held a
                           place in ("one show per firm and year": at_most "0")
    earlier.kind           … in all years  earlier.all              … of every kind
    earlier.kept           deposits that were kept, as the applicant did not come

A verdict is ``met``, ``not_met`` or ``unknown``: a fact that is missing, that is of another kind than the limit, or
whose currency has no rate cannot be told, and is never silently met.

``values`` what facts are · ``conditions`` reading them · ``weighing`` what they say · ``rulebooks`` a list of rules ·
``judging`` verdicts · ``explaining`` verdicts in words · ``ranking`` who comes first.
"""
