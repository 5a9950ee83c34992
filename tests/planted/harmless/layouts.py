"""New documents of every layout, ingested beside the real ones."""

from policydiff.read.document import Told
from tests.planted.folder import ALL, DataFolder
from tests.planted.harmless.forms import SILENT
from tests.planted.table import HARMLESS

ROWS = "".join(
    f"{at}\t{title}\t{text}\t{bodies}\t全国\n"
    for at, (title, text, bodies) in enumerate(
        (
            ("简化登记", "推行企业登记全程网上办理。", "市场监管总局"),
            ("压缩时限", "将办理时限压缩至15个工作日。", "商务部、海关总署"),
            ("共享数据", "推动部门间数据共享。", "工业和信息化部"),
            ("便利通关", "优化“提前申报”模式。", "海关总署"),
        ),
        1,
    )
)
LAW = """# 深圳经济特区促进开放条例

2019年3月1日 深圳市第六届人民代表大会常务委员会第三十二次会议通过

## 第一章　总则

第一条 为了扩大开放，制定本条例。

第二条 本市支持开放。市、区人民政府应当：

（一）简化手续；

（二）缩短时限。

第二条之一 港区参照执行。

## 第二章　市场环境

第三条　企业依法平等进入市场。

第四条 本条例自2022年1月1日起施行。
"""
SOURCES = {
    "tab_table": f"关于推广经验的通知\n\n序号\t改革事项\t主要内容\t负责单位\t推广范围\n{ROWS}",
    "tab_table_with_a_count": f"改革试点经验汇总表（4项）\n\n序号\t改革事项\t主要内容\t负责单位\t推广范围\n{ROWS}",
    "tab_table_with_a_note": f"关于推广经验的通知\n\n序号\t改革事项\t主要内容\t负责单位\t推广范围\n{ROWS}注：1.第1、3项另行通知。\n",
    "cell_table": (
        "附件\n深圳市试点任务表\n\t试点任务\n\t序号\n\t具体举措\n\t责任分工\n\n\t（一）完善体制\n\t1\n\t推动便利化。\n\t市商务局\n"
        "\n\t\n\t2\n\t推动创新，\n扩大开放。\n\t市商务局、市财政局\n\n\t（二）扩大开放\n\t3\n\t推动合作。\n\t市财政局\n"
    ),
    "wrapped_table": (
        "附表\n试点任务、具体举措及责任分工\n\n试点任务 序号 具体举措 责任分工\n\n    （一） 完善体\n制\n    努力完善体制，\n提升水平。\n\n"
        "1 推动便利化。 商务部负责推进\n2\n推动创新，在30个工作日内办结，并于\n12月底前完成。\n\n商务部、海关总署\n支持和指导\n"
        "试点任务 序号 具体举措 责任分工\n— 2 —\n    （二） 扩大开放\n\n3\n\n推动合作\n。\n\n税务总局制订政策保障措施；上海市负责推\n进\n\n"
        "注：1.第1、3项纳入框架。\n    2.另行\n通知。\n"
    ),
    "glued_list": (
        "关于试点的通知\n\n序号任务内容适用范围\n一、支持电信服务\n1推动增值电信开放。上海\n2实现网络全覆盖。  \n二、便利人才\n"
        "3允许境外医师执业(人体器官移植除外)。天津\n4支持跨境数据流动。北京\n  注:1.如无说明均适用。\n"
    ),
    "articles": LAW,
    "articles_of_a_regulation": LAW.replace("条例", "办法").replace("深圳经济特区", "深圳市"),
    "articles_without_chapters": "\n".join(line for line in LAW.split("\n") if not line.startswith("## ")),
}

for _number, (_called, _text) in enumerate(SOURCES.items()):

    def _edit(folder: DataFolder, name: str, called: str = _called, text: str = _text) -> frozenset[str]:
        folder.ingest(Told(id=called.replace("_", "-")), text)
        return SILENT

    HARMLESS.row("layout", ALL[_number % 5], ALL[(_number + 2) % 5], name=_called)(_edit)


@HARMLESS.row("layout", ALL[0], ALL[3], is_whole=True)
def one_of_each(folder: DataFolder, name: str) -> frozenset[str]:
    for called, text in SOURCES.items():
        folder.ingest(Told(id=called.replace("_", "-")), text)
    return SILENT
