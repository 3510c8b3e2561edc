"""Words most companies' names are built with, and places, in three scripts: they tell what and where, not who.

``Precision`` or 정밀 or 精密 says little about which company it is, and is translated from script to script where the
name proper is written as it sounds. So both are taken out of a name and compared by what they mean.
"""

from __future__ import annotations

_TRADES = """
precision 정밀 精密|electronics 전자 电子 electronic|electric 전기 电气 electrical|machinery 기계 机械 machine|
industry 산업 공업 工业 实业 产业 industries industrial|chemical 화학 化学 化工 chemicals|steel 제강 철강 钢铁|
automotive 자동차 汽车 auto motor motors|parts 부품 部件 零部件 配件|materials 소재 재료 材料 新材料 신소재|
technology 테크 기술 科技 技术 technologies tech|trading 무역 상사 贸易 商贸 进出口 trade|logistics 물류 物流|
food 식품 食品 foods|bio 바이오 生物 生物科技|pharmaceutical 제약 制药 药业 医药 pharm pharma pharmaceuticals|
medical 의료 메디칼 医疗|energy 에너지 能源|solar 태양광 光伏|battery 배터리 전지 电池 batteries|
semiconductor 반도체 半导体 semiconductors|software 소프트웨어 소프트 软件 soft|information 정보 信息|
network 네트워크 네트웍스 网络 networks|systems 시스템 시스템즈 系统 system|engineering 엔지니어링 工程|
construction 건설 建设 建筑|environment 환경 环境 环保 environmental|textile 섬유 纺织 textiles|
cosmetics 화장품 코스메틱 化妆品 cosmetic|beauty 뷰티 美妆|plastics 플라스틱 塑料 塑胶 plastic|
metal 금속 金属 metals|optics 광학 光学 optical|robotics 로봇 로보틱스 机器人 robot robots|
intelligence 인텔리전스 智能 intelligent smart 스마트|aerospace 항공우주 항공 航空 航天|marine 해양 조선 海洋 船舶|
agriculture 농업 农业 agri|investment 투자 投资|finance 금융 金融|media 미디어 传媒|culture 문화 文化|
group 그룹 集团|holdings 홀딩스 控股|international 인터내셔널 국제 国际 global 글로벌|korea 코리아 한국 韩国|
china 차이나 중국 中国|university 대학교 大学|institute 연구원 연구소 研究院 研究所|development 개발 开发 发展
"""
_PLACES = """
seoul 서울 首尔|busan 부산 釜山|incheon 인천 仁川|daegu 대구 大邱|daejeon 대전 大田|gwangju 광주 光州|ulsan 울산 蔚山|
sejong 세종 世宗|gyeonggi 경기 京畿|gangwon 강원 江原|chungbuk 충북 충청북 忠北 忠清北|chungnam 충남 충청남 忠南 忠清南|
jeonbuk 전북 전라북 全北 全罗北|jeonnam 전남 전라남 全南 全罗南|gyeongbuk 경북 경상북 庆北 庆尚北|
gyeongnam 경남 경상남 庆南 庆尚南|jeju 제주 济州|suwon 수원 水原|seongnam 성남 城南|anyang 안양|ansan 안산 安山|
beijing 베이징 북경 北京|shanghai 상하이 상해 上海|tianjin 톈진 천진 天津|chongqing 충칭 중경 重庆|
guangzhou 광저우 广州|shenzhen 선전 심천 深圳|chengdu 청두 成都|hangzhou 항저우 杭州|nanjing 난징 南京|
wuhan 우한 武汉|xian 시안 西安|suzhou 쑤저우 苏州|qingdao 칭다오 청도 青岛|dalian 다롄 大连|shenyang 선양 沈阳|
ningbo 닝보 宁波|xiamen 샤먼 厦门|dongguan 둥관 东莞|wuxi 우시 无锡|changsha 창사 长沙|zhengzhou 정저우 郑州|
jinan 지난 济南|yantai 옌타이 烟台|weihai 웨이하이 威海|guangdong 광둥 광동 广东|shandong 산둥 산동 山东|
jiangsu 장쑤 江苏|zhejiang 저장 절강 浙江|sichuan 쓰촨 사천 四川|fujian 푸젠 福建|liaoning 랴오닝 辽宁|
hubei 후베이 湖北|hunan 후난 湖南|henan 허난 河南|hebei 허베이 河北|anhui 안후이 安徽|liangjiang 량장 两江
"""
#: What follows a place's name in an address: 경기도, 重庆市, Gyeonggi-do, Anyang City.
PLACE_ENDINGS = (
    "특별자치도",
    "특별자치시",
    "특별시",
    "광역시",
    "도",
    "시",
    "省",
    "市",
    "道",
    "区",
    "-do",
    "-si",
    " province",
    " city",
)


def _meanings(table: str) -> dict[str, str]:
    groups = [group.split() for group in table.replace("\n", "").split("|")]
    return {word: words[0] for words in groups for word in words}


TRADES = _meanings(_TRADES)
PLACES = _meanings(_PLACES)


def place_meant(text: str) -> str:
    """The known place a folded region names, or the region itself: 경기도, 京畿道 and Gyeonggi-do are one place."""
    for ending in PLACE_ENDINGS:
        bare = text.removesuffix(ending).strip()
        if bare != text and bare in PLACES:
            return PLACES[bare]
    return PLACES.get(text, text)
