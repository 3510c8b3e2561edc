"""The columns of an organisation: what each is called in three languages, and what people call it instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Holds(StrEnum):
    """Whom a column is about, which decides who may have it in an export."""

    FACT = "fact"
    CONFIDENTIAL = "confidential"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its headings in Korean, Chinese and English, and other spellings."""

    key: str
    label: Promise | str
    ko: str
    zh: str
    en: str
    also: tuple[str, ...] = ()
    holds: Holds = Holds.FACT

    def heading(self, language: str) -> str:
        """What stands above it in a file for a reader of ``language`` (a Django code)."""
        return {"ko": self.ko, "zh-hans": self.zh}.get(language, self.en)

    def names(self) -> tuple[str, ...]:
        """Everything it may be called."""
        return (self.key, self.ko, self.zh, self.en, *self.also)


def _column(  # noqa: PLR0917 - a row of a table
    key: str, label: Promise | str, ko: str, zh: str, en: str, also: str, holds: Holds = Holds.FACT
) -> Column:
    return Column(key, label, ko, zh, en, tuple(filter(None, also.split("|"))), holds)


COLUMNS: tuple[Column, ...] = (
    _column(
        "name_ko", _("Name in Korean"), "기업명(국문)", "企业名称（韩文）", "Name (Korean)",
        "국문명|국문 기업명|기업명(한국어)|회사명(국문)|업체명(국문)|한글명|한글 회사명|상호(국문)|韩文名称|"
        "韩文名|公司名称（韩文）|korean name|name in korean|company name (korean)|company name (kor)",
    ),
    _column(
        "name_zh", _("Name in Chinese"), "기업명(중문)", "企业名称（中文）", "Name (Chinese)",
        "중문명|중문 기업명|기업명(중국어)|회사명(중문)|업체명(중문)|중국어명|中文名称|中文名|中文企业名称|"
        "公司名称（中文）|公司中文名|chinese name|name in chinese|company name (chinese)|company name (chn)",
    ),
    _column(
        "name_en", _("Name in English"), "기업명(영문)", "企业名称（英文）", "Name (English)",
        "영문명|영문 기업명|기업명(영어)|회사명(영문)|업체명(영문)|영문 회사명|영문 상호|英文名称|英文名|"
        "英文企业名称|公司名称（英文）|公司英文名|english name|name in english|company name (english)|"
        "company name (eng)",
    ),
    _column(
        "name", _("Name, in any language"), "기업명", "企业名称", "Name",
        "회사명|업체명|상호|상호명|법인명|기관명|기업|회사|업체|바이어명|바이어|참가기업|참가업체|단체명|"
        "公司名称|公司名|企业名|单位名称|企业全称|公司全称|单位|公司|企业|机构名称|采购商|采购商名称|"
        "展商名称|客户名称|company name|company|organisation|organization|organisation name|legal name|firm|"
        "buyer|buyer name|exhibitor",
    ),
    _column(
        "kind", _("Kind"), "구분", "类型", "Kind",
        "기관 구분|기업 구분|유형|기관 유형|종류|单位类型|机构类型|企业类型|类别|type|category|"
        "organisation type",
    ),
    _column(
        "country", _("Country"), "국가", "国家", "Country",
        "국적|소재국|나라|국가명|国别|国籍|国家/地区|所在国|country/region|nation|nationality",
    ),
    _column(
        "region", _("Region"), "지역", "地区", "Region",
        "시도|시/도|소재지|시·도|지역(시/도)|도시|소재 지역|省市|省份|城市|所在地|所在城市|所在地区|省/市|"
        "city|province|state|location|city/province",
    ),
    _column(
        "number", _("Registration number"), "등록번호", "注册号", "Registration number",
        "사업자등록번호|사업자번호|사업자 등록 번호|법인번호|통일사회신용코드|사회신용코드|"
        "사업자등록번호/통일사회신용코드|统一社会信用代码|社会信用代码|信用代码|统一信用代码|统一代码|"
        "营业执照号|营业执照号码|注册号码|税号|brn|uscc|business registration number|"
        "business registration no|business number|unified social credit code|credit code|tax id|reg no|"
        "registration no",
    ),
    _column(
        "number_kind", _("Register of the number"), "등록번호 종류", "注册号类型", "Register",
        "번호 종류|등록번호 구분|证件类型|注册类型|number kind|number type|kind of number",
    ),
    _column(
        "employees", _("Employees"), "임직원 수", "员工人数", "Employees",
        "종업원수|직원수|종업원 수|직원 수|임직원수|상시근로자수|상시 근로자 수|근로자수|고용인원|人数|"
        "员工数|职工人数|从业人数|企业人数|员工规模|number of employees|headcount|staff|no of employees",
        Holds.CONFIDENTIAL,
    ),
    _column(
        "founded", _("Founded in"), "설립연도", "成立年份", "Founded",
        "설립일|설립년도|설립 연도|설립일자|창립연도|창업연도|개업일|成立时间|成立日期|成立年|注册时间|"
        "创立年份|founded in|year founded|established|year of establishment|founding year|"
        "date of establishment",
    ),
    _column(
        "website", _("Website"), "홈페이지", "网址", "Website",
        "웹사이트|누리집|홈페이지 주소|URL|사이트|网站|官网|公司网址|企业网站|主页|homepage|web|web site|url",
    ),
    _column(
        "about", _("About"), "소개", "简介", "About",
        "기업 소개|회사 소개|기업소개|회사소개|업체 소개|개요|사업 내용|企业简介|公司简介|企业介绍|公司介绍|"
        "介绍|主营业务|description|introduction|profile|company profile|company description|overview",
    ),
    _column(
        "exports_year", _("Year of exports"), "수출 연도", "出口年份", "Export year",
        "수출연도|수출 기준연도|기준연도|실적연도|出口年度|统计年份|统计年度|year of exports|year",
    ),
    _column(
        "exports", _("Exports"), "수출액", "出口额", "Exports",
        "수출실적|수출 실적|수출금액|수출 금액|연간 수출액|연수출액|직수출|직수출액|出口金额|出口总额|"
        "年出口额|出口|出口业绩|export amount|exports amount|export value|annual exports|export",
        Holds.CONFIDENTIAL,
    ),
    _column(
        "exports_currency", _("Currency of exports"), "통화", "币种", "Currency",
        "수출 통화|화폐|화폐 단위|货币|出口币种|货币单位|export currency|ccy",
    ),
    _column(
        "industries", _("Industry codes"), "산업분류", "行业代码", "Industry codes",
        "업종코드|산업분류코드|표준산업분류|산업 분류|업종 코드|KSIC|行业分类|国民经济行业代码|"
        "国民经济行业分类|行业分类代码|GB/T 4754|ISIC|industry|industry code|industry classification|"
        "sector code|sic code",
    ),
    _column(
        "certifications", _("Certificates"), "인증", "认证", "Certificates",
        "보유 인증|인증현황|인증 현황|보유인증|인증서|인증 내역|认证情况|资质|资质认证|资质证书|认证证书|"
        "证书|certifications|certification|certificate|quality certification",
    ),
    _column(
        "offers", _("Offers"), "제공", "供应", "Offers",
        "제공 품목|공급 품목|주요 제품|주요제품|생산품|취급 품목|판매 품목|수출 품목|품목|제품|주생산품|"
        "주요 품목|供应产品|供给|主要产品|主营产品|产品|提供|供应需求|出口产品|products|main products|"
        "supplies|offer|product|items offered",
    ),
    _column(
        "seeks", _("Seeks"), "수요", "需求", "Seeks",
        "희망 품목|구매 희망 품목|구매 품목|수입 희망 품목|관심 품목|관심분야|관심 분야|희망 사항|찾는 품목|"
        "수요 품목|상담 희망 분야|采购需求|求购|需求产品|采购产品|拟采购产品|意向产品|合作需求|采购品类|seek|"
        "needs|wants|interests|buying interests|products wanted|sourcing needs|looking for",
    ),
    _column(
        "contact_name", _("Contact: name"), "담당자", "联系人", "Contact",
        "담당자명|담당자 이름|담당자 성명|성명|이름|참가자|참가자명|연락 담당자|대표자|대표자명|联系人姓名|"
        "姓名|负责人|代表|对接人|参会人员|contact name|contact person|person in charge|person|representative|"
        "full name|attendee",
        Holds.PERSON,
    ),
    _column(
        "contact_title", _("Contact: position"), "담당자 직위", "联系人职务", "Contact position",
        "직위|직책|직급|담당자 직책|담당자 직급|직함|职务|职位|职称|联系人职位|position|title|job title|"
        "contact title|role",
        Holds.PERSON,
    ),
    _column(
        "contact_email", _("Contact: e-mail"), "담당자 이메일", "联系人邮箱", "Contact e-mail",
        "이메일|전자우편|이메일 주소|담당자 메일|메일|邮箱|电子邮箱|电子邮件|邮件|联系邮箱|email|e-mail|mail|"
        "email address|contact email|e-mail address",
        Holds.PERSON,
    ),
    _column(
        "contact_phone", _("Contact: telephone"), "담당자 전화", "联系人电话", "Contact phone",
        "전화|전화번호|연락처|휴대폰|휴대전화|핸드폰|담당자 연락처|담당자 전화번호|담당자 휴대폰|电话|"
        "联系电话|手机|手机号|手机号码|电话号码|联系方式|phone|telephone|tel|mobile|phone number|"
        "contact phone|contact number|cell",
        Holds.PERSON,
    ),
)  # fmt: skip

BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
NAMES = ("name_ko", "name_zh", "name_en", "name")
CONTACT = ("contact_name", "contact_title", "contact_email", "contact_phone")

#: Columns that our own files carry and that say nothing about an organisation: never guessed to be another.
REASON = Column("reason", _("Why it was turned back"), "반려 사유", "退回原因", "Why it was turned back")
LEVEL = Column("level", _("Verification level"), "검증 등급", "核验级别", "Verification level")
BLOCKED = Column("blocked", _("On a blacklist"), "거래 제한", "黑名单", "On a blacklist")
SIDE = Column("side", _("Side"), "소속", "所属方", "Side")
OURS = (REASON, LEVEL, BLOCKED, SIDE)
