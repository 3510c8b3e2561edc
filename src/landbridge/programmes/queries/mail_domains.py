"""Whose an e-mail address or a website is: the name somebody registered, public mail services left out."""

from __future__ import annotations

from urllib.parse import urlsplit

#: Services at which anybody has an address, in Korea, China and elsewhere: sharing one says nothing.
#: All accounts of the demonstration are at one domain, too.
PUBLIC = frozenset({
    "naver.com", "daum.net", "hanmail.net", "kakao.com", "nate.com", "paran.com", "korea.com", "dreamwiz.com",
    "qq.com", "foxmail.com", "163.com", "126.com", "188.com", "yeah.net", "sina.com", "sina.cn", "sohu.com",
    "aliyun.com", "139.com", "189.cn", "21cn.com", "tom.com", "wo.cn", "weibo.com",
    "gmail.com", "googlemail.com", "google.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com",
    "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.net", "mail.com", "mail.ru",
    "yandex.com", "yandex.ru", "proton.me", "protonmail.com", "pm.me", "demo.example",
    "zoho.com", "fastmail.com", "tutanota.com",
    "tistory.com", "modoo.at", "weebly.com", "wixsite.com", "wordpress.com", "blogspot.com", "github.io",
    "facebook.com", "instagram.com", "youtube.com", "linkedin.com",
})  # fmt: skip
#: Below a country these are no names of anybody: of hanbit.co.kr the name is hanbit.
_BELOW_COUNTRY = frozenset({
    "co", "com", "or", "org", "ac", "edu", "go", "gov", "ne", "net", "re", "pe", "mil", "hs", "ms", "es", "kg", "sc",
})  # fmt: skip


def registered_domain(host: str) -> str:
    """The domain somebody registered; empty for none, an address of numbers, and public services.

    >>> registered_domain("WWW.sales.Hanbit.co.kr"), registered_domain("mail.naver.com"), registered_domain("10.0.0.1")
    ('hanbit.co.kr', '', '')
    """
    labels = [label for label in host.strip().casefold().rstrip(".").split(".") if label]
    if len(labels) < 2 or labels[-1].isdecimal():
        return ""
    is_below_country = len(labels[-1]) == 2 and labels[-2] in _BELOW_COUNTRY
    if is_below_country and len(labels) < 3:
        return ""
    domain = ".".join(labels[-3:] if is_below_country else labels[-2:])
    is_public = domain in PUBLIC or domain.startswith(("yahoo.co", "hotmail.co"))
    return "" if is_public else domain


def domain_of_address(address: str) -> str:
    """The registered domain of an e-mail address; empty where it says nothing."""
    return registered_domain(address.rpartition("@")[2]) if "@" in address else ""


def domain_of_website(address: str) -> str:
    """The registered domain of a website; empty where it says nothing."""
    try:
        return registered_domain(urlsplit(address).hostname or "")
    except ValueError:
        return ""
