"""Who comes to the sample fair: invented firms, with their names in Korean, Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class Names(NamedTuple):
    """One firm in three scripts."""

    ko: str
    zh: str
    en: str


HOSTS = (
    Names("량장전동", "两江电动", "Liangjiang EV"),
    Names("위펑반도체", "渝峰半导体", "Yufeng Semi"),
    Names("자장정밀", "嘉江精密", "Jiajiang Precision"),
    Names("난안부품", "南岸零件", "Nan'an Parts"),
    Names("춘탄공급망", "寸滩供应链", "Cuntan Supply"),
    Names("위베이자율주행", "渝北智驾", "Yubei Autonomy"),
    Names("창위자동차", "昌宇汽车", "Changyu Auto"),
    Names("바야화학", "巴崖化工", "Baya Chem"),
    Names("거러전동기", "歌乐传动", "Gele Drives"),
    Names("진윈소재", "缙云材料", "Jinyun Materials"),
    Names("차오톈하네스", "朝天线束", "Chaotian Harness"),
    Names("츠치모터", "磁器电机", "Ciqi Motors"),
    Names("황줴시트", "黄桷座椅", "Huangjue Seats"),
    Names("장베이열관리", "江北热管理", "Jiangbei Thermal"),
    Names("사핑정공", "沙坪精工", "Shaping Tools"),
    Names("주룽주조", "九龙压铸", "Jiulong Castings"),
    Names("비난전자", "璧南电子", "Binan Electronics"),
    Names("푸장유리", "涪江玻璃", "Fujiang Glass"),
    Names("우장베어링", "乌江轴承", "Wujiang Bearings"),
    Names("치허철강", "綦河钢构", "Qihe Steel"),
    Names("퉁링램프", "铜岭车灯", "Tongling Lamps"),
    Names("다쭈산금형", "大足山模具", "Dazushan Mold"),
    Names("창서우고무", "长寿橡胶", "Changshou Rubber"),
    Names("융허소프트", "永河软件", "Yonghe Soft"),
    Names("허위안배터리", "合源电池", "Heyuan Battery"),
    Names("진타충전", "津塔充电", "Jinta Charging"),
    Names("윈제광학", "云阶光学", "Yunjie Optics"),
    Names("쿠이먼브레이크", "夔门制动", "Kuimen Brakes"),
    Names("바이디레이더", "白帝雷达", "Baidi Radar"),
    Names("샤광도료", "峡光涂料", "Xiaguang Coatings"),
    Names("산청물류", "山城物流", "Shancheng Logistics"),
    Names("우두비전", "雾都视觉", "Wudu Vision"),
)
GUESTS = (
    Names("한빛라이다", "韩光激光雷达", "Hanbit Lidar"),
    Names("누리드라이브", "努里驱动", "Nuri Drive"),
    Names("가온비전", "佳温视觉", "Gaon Vision"),
    Names("하늘셀", "天空电芯", "Haneul Cells"),
    Names("새론코팅", "赛隆涂层", "Saeron Coatings"),
    Names("다한팩", "多翰包装", "Dahan Pack"),
    Names("마루로보틱스", "马鲁机器人", "Maru Robotics"),
    Names("온새미전자", "温赛米电子", "Onsaemi Electronics"),
    Names("가람모터스", "佳蓝电机", "Garam Motors"),
    Names("미르베어링", "米尔轴承", "Mir Bearings"),
    Names("솔찬소재", "松灿材料", "Solchan Materials"),
    Names("다솜시트", "多松座椅", "Dasom Seats"),
    Names("해솔글라스", "海松玻璃", "Haesol Glass"),
    Names("푸른냉각", "绿洲冷却", "Pureun Cooling"),
    Names("나래케이블", "娜莱线缆", "Narae Cable"),
    Names("도담센서", "都昙传感", "Dodam Sensors"),
    Names("아람스틸", "雅兰钢材", "Aram Steel"),
    Names("바름브레이크", "巴凛制动", "Bareum Brakes"),
    Names("여울펌프", "余韵泵业", "Yeoul Pumps"),
    Names("단비필터", "甘雨滤清", "Danbi Filters"),
    Names("시우금형", "时雨模具", "Siu Mold"),
    Names("이든램프", "伊登车灯", "Iden Lamps"),
    Names("라온오디오", "罗温音响", "Raon Audio"),
    Names("별하소프트", "星河软件", "Byeolha Soft"),
    Names("초롱디스플레이", "晶亮显示", "Chorong Display"),
    Names("너울타이어", "波涛轮胎", "Neoul Tires"),
    Names("우람기어", "宇岚齿轮", "Uram Gears"),
    Names("벼리하네스", "碧里线束", "Byeori Harness"),
    Names("한울충전", "韩宇充电", "Hanul Charging"),
    Names("찬솔화학", "灿松化工", "Chansol Chemicals"),
    Names("두레물류", "都来物流", "Dure Logistics"),
    Names("보람알루미늄", "宝岚铝业", "Boram Aluminium"),
)
