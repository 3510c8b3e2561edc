"""A spelling in Latin letters that the house can suggest. The person's own always wins over it.

Korean: family names as most of their bearers write them (김 is Kim, not Gim), given names by the Revised Romanization
of 2000, syllable by syllable, as its section 3(4) has names: sound changes between the syllables are not shown.
Chinese: Hanyu pinyin without tones, family names by their own readings (单 is Shan, 查 is Zha).
"""

from __future__ import annotations

import re

from landbridge.people.wording.names import FAMILY_FIRST, HANGUL, LATIN, SIMPLIFIED, TRADITIONAL, Parts, Spelling


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


def _sounds(listed: str) -> list[str]:
    return listed.split(",")


#: Sounds of the 19 initials, 21 vowels and 28 finals (none is the first of these), in Unicode's order.
_FIRST = _sounds("g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h")
_MIDDLE = _sounds("a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i")
_LAST = _sounds(",k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,ng,t,t,k,t,p,t")

_KOREAN_FAMILIES = _table("""
    김=Kim 이=Lee 박=Park 최=Choi 정=Jung 강=Kang 조=Cho 윤=Yoon 장=Jang 임=Lim 오=Oh 한=Han 신=Shin 서=Seo
    권=Kwon 황=Hwang 안=Ahn 송=Song 류=Ryu 유=Yoo 홍=Hong 전=Jeon 고=Ko 문=Moon 손=Son 양=Yang 배=Bae 백=Baek
    허=Heo 남=Nam 심=Shim 노=Noh 하=Ha 곽=Kwak 성=Sung 차=Cha 주=Joo 우=Woo 구=Koo 라=Ra 나=Na 민=Min 진=Jin
    지=Ji 엄=Eom 채=Chae 원=Won 천=Cheon 방=Bang 공=Kong 현=Hyun 함=Ham 변=Byun 염=Yeom 여=Yeo 추=Choo 도=Do
    소=So 석=Seok 선=Sun 설=Seol 마=Ma 길=Gil 연=Yeon 위=Wi 표=Pyo 명=Myung 기=Ki 반=Ban 왕=Wang 금=Keum 옥=Ok
    육=Yook 인=In 맹=Maeng 제=Je 모=Mo 탁=Tak 국=Kook 어=Eo 은=Eun 편=Pyun 용=Yong 예=Ye 경=Kyung 봉=Bong 사=Sa
    부=Boo 리=Lee 림=Lim 량=Yang 남궁=Namgung 황보=Hwangbo 제갈=Jegal 사공=Sakong 선우=Sunwoo 독고=Dokgo
    서문=Seomun 동방=Dongbang
""")
#: Family names that are read otherwise than the same character elsewhere.
_CHINESE_FAMILIES = _table("""
    单=Shan 單=Shan 曾=Zeng 查=Zha 仇=Qiu 解=Xie 朴=Piao 任=Ren 盖=Ge 蓋=Ge 区=Ou 區=Ou 尉=Wei 乐=Yue 樂=Yue
    种=Chong 缪=Miao 繆=Miao 翟=Zhai 宓=Fu 冼=Xian 覃=Qin 秘=Bi 祭=Zhai 黑=He 员=Yun 員=Yun 逄=Pang 召=Shao
    卜=Bu 华=Hua 華=Hua 洗=Xian 折=She 那=Na 晁=Chao 令=Ling 万俟=Moqi 萬俟=Moqi 尉迟=Yuchi 尉遲=Yuchi
    单于=Chanyu 單于=Chanyu 长孙=Zhangsun 長孫=Zhangsun 澹台=Tantai 澹臺=Tantai 皇甫=Huangfu
""")


def suggest_latin(name: Spelling | Parts) -> Parts | None:
    """A romanisation of a Hangul or Han name, family name first; None for a Latin one.

    >>> suggest_latin(Parts(HANGUL, "홍", "길동", FAMILY_FIRST))[1:3]
    ('Hong', 'Gildong')
    >>> suggest_latin(Parts(SIMPLIFIED, "单", "雄信", FAMILY_FIRST))[1:3]
    ('Shan', 'Xiongxin')
    """
    if name.script == HANGUL:
        family = _KOREAN_FAMILIES.get(name.family) or _capital(_revised(name.family))
        return Parts(LATIN, family, _capital(_revised(name.given)), FAMILY_FIRST)
    if name.script in {SIMPLIFIED, TRADITIONAL}:
        family = _CHINESE_FAMILIES.get(name.family) or _capital(_pinyin(name.family))
        return Parts(LATIN, family, _capital(_pinyin(name.given)), FAMILY_FIRST)
    return None


def _revised(text: str) -> str:
    return "".join(_syllable(character) for character in re.sub(r"\s", "", text))


def _syllable(character: str) -> str:
    if not "가" <= character <= "힣":
        return character
    first, rest = divmod(ord(character) - ord("가"), 21 * 28)
    middle, last = divmod(rest, 28)
    return _FIRST[first] + _MIDDLE[middle] + _LAST[last]


def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - reads its dictionaries when it is imported

    # ü is written v by input methods and yu in passports (国标 GB/T 28039: 吕 is Lyu).
    return "".join(syllable.replace("v", "yu") for syllable in lazy_pinyin(re.sub(r"[\s·]", "", text)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
