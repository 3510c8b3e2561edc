"""Rules that calls often have, to begin a new one with: the words in three languages, and the condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEMPLATES: Mapping[str, tuple[Promise, dict[str, Any]]] = {
    "export_limit": (
        _("Exports up to a limit"),
        {
            "code": "export_limit",
            "kind": "eligibility",
            "text": {
                "ko": "전년도 수출액이 2,000만 달러 이하여야 합니다.",
                "zh-hans": "上年度出口额须不超过2000万美元。",
                "en": "Exports of the year before are at most US$20 m.",
            },
            "when": {"fact": "exports.last_year", "at_most": {"amount": "20000000", "currency": "USD"}},
        },
    ),
    "region": (
        _("Seated in a region"),
        {
            "code": "region",
            "kind": "eligibility",
            "text": {
                "ko": "경기도에 소재하여야 합니다.",
                "zh-hans": "须位于京畿道。",
                "en": "The applicant is seated in Gyeonggi.",
            },
            "when": {"fact": "organisation.region", "in": ["경기", "경기도", "京畿道", "Gyeonggi"]},
        },
    ),
    "once_a_year": (
        _("Once for each firm and year"),
        {
            "code": "once_a_year",
            "kind": "eligibility",
            "text": {
                "ko": "같은 종류의 사업에는 기업당 연 1회만 참가할 수 있습니다.",
                "zh-hans": "每家企业每年只能参加一次同类项目。",
                "en": "A firm takes part in a programme of this kind once a year.",
            },
            "when": {"fact": "earlier.kind_this_year", "at_most": "0"},
        },
    ),
    "certificate": (
        _("Points for a certificate"),
        {
            "code": "certificate",
            "kind": "bonus",
            "points": "3",
            "text": {
                "ko": "최근 3년 이내에 받은 유효한 ISO 9001 인증 보유 시 가점 3점",
                "zh-hans": "持有三年内颁发且有效的ISO 9001认证的，加3分",
                "en": "Three points for a valid ISO 9001 certificate of the last three years.",
            },
            "when": {"certificate": ["ISO 9001"], "within_years": 3},
        },
    ),
    "young": (
        _("Points for young firms"),
        {
            "code": "young_firm",
            "kind": "bonus",
            "points": "5",
            "text": {
                "ko": "업력 7년 이하 기업 가점 5점",
                "zh-hans": "成立不超过7年的企业加5分",
                "en": "Five points for firms of at most seven years.",
            },
            "when": {"fact": "organisation.age", "at_most": "7"},
        },
    ),
}
