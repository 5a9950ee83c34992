"""Sound texts of every kind, put into the source and ingested: what is unusual is no fault."""

from tests.planted.faults.edits import shuffled
from tests.planted.folder import ALL, BATCH, CannotPlantError, DataFolder, in_source
from tests.planted.harmless.forms import SILENT
from tests.planted.table import HARMLESS

SOUND = {
    "nested_brackets": "（含“双随机（一公开）”抽查[部门联合抽查]）",
    "title_in_a_title": "落实《国务院办公厅关于印发〈政务服务事项清单（2020年版）〉的通知》（国办发〔2020〕1号）",
    "quotation_in_a_quotation": "发挥“‘一带一路’国际合作高峰论坛”作用",
    "straight_quotation": '培育一批"专精特新"企业',
    "corner_quotation": "推行「一网通办」与『一次办成』",
    "english_names": "对接WTO、RCEP、APEC等规则，用好Trade & Investment平台",
    "apostrophe": "引进Moody’s、Standard & Poor's等机构",
    "address": "通过https://www.gov.cn/zhengce/index.html?id=1&lang=zh-cn公开",
    "mail": "意见反馈至fwmy@mofcom.gov.cn",
    "formula": "控制CO₂、PM2.5排放，目标值x²+y²≤1",
    "units": "用地不少于500㎡，仓储容积1000m³、温度-18℃至±5℃、误差3‰以内",
    "percent": "降低成本20%以上、3.5个百分点",
    "circled_list": "做到①简化材料；②压缩时限；③减免费用",
    "list_with_one_bracket": "包括：1）备案；2）登记；3）公示",
    "list_of_letters": "分为a)甲类；b)乙类",
    "list_of_words": "一是放宽准入；二是加强监管；三是优化服务",
    "list_in_brackets": "（一）简化手续；（二）缩短时限",
    "roman_numerals": "按照Ⅰ类、Ⅳ类分级管理",
    "bracketed_numerals": "落实㈠至㈢项要求",
    "numeral_zero": "到二〇三五年全面建成",
    "rare_character": "支持龘科技、㙟镇、喆园发展",
    "very_rare_character": "支持𬭎元素、𫖯仰楼研究",
    "ellipsis_and_dash": "探索“互联网＋”——融合发展……等模式",
    "middle_dot": "加强与阿卜杜拉·艾哈迈德等机构合作",
    "ranges": "期限为3～5年（2021—2025年）、1-3个月",
    "inequalities": "占比<5%或>100万元",
    "sharp_and_plus": "推广C++、C#、A+H股模式",
    "square_brackets": "参见[2020]1号文、[附件1]",
    "intervals": "比例在[0,1)之间",
    "western_letters": "与Düsseldorf、São Paulo、Málaga、Besançon、Łódź等城市合作",
    "small_letters_with_marks": "支持café、naïve、façade等商标",
    "greek_and_russian": "发展β射线、α粒子、Россия合作",
    "japanese": "与トヨタ、ソニー、みずほ等企业合作",
    "korean": "与삼성전자等企业合作",
    "arrows_and_signs": "形成A→B→C链条，保护®商标、™标识，№5口岸，½费率",
    "full_width_letters": "推广ＡＰＰ办理，上限５００万元",
    "decimal": "提高至1.5倍、12.75亿元",
    "times": "实行7×24小时、8:00—20:00通关",
    "money": "不超过¥5000、US$100、€80、￥300",
    "ampersand": "支持R&D、M&A、Q&A服务",
    "slash": "“香港/澳门+内地”、5G/6G、B2B/B2C",
    "seal_signs": "由〇〇公司、××银行、△△中心承办",
    "table_signs": "按※标注、★重点、●一般管理",
    "generations": "发展4K/8K、5G、IPv6、Web3.0",
    "traditional": "便利臺灣、香港業者投資",
    "old_variants": "支持澂江、潮汕粿品、堃元、淼淼等品牌",
    "single_quotation": "落实‘十四五’规划",
    "count": "等21项、共9项任务",
    "long_number": "统一社会信用代码91350200MA2XN0000X",
    "day": "自2020年8月12日起至2023-08-11止",
    "face": "建设😀友好型街区",
    "degrees": "北纬24°26′46″、东经118°04′04″",
    "inches": "支持12\"晶圆、6'厂房",
    "chapter": "落实第十六条之一、第3章第2节规定",
}

for _number, (_called, _words) in enumerate(SOUND.items()):

    def _edit(folder: DataFolder, name: str, words: str = _words) -> frozenset[str]:
        """A clause more at the end of the text of some measure."""
        data, source = folder.data(name), folder.source(name)
        for at in shuffled(folder, data["measures"]):
            measure = data["measures"][at]
            text = measure["text"]
            if not text.endswith("。") or len(text) < 12:
                continue
            try:
                start = in_source(name, measure, text[-7:], source) + 6
            except CannotPlantError:
                continue
            folder.reingest(name, f"{source[:start]}，{words}{source[start:]}")
            read = folder.data(name)["measures"][at]["text"]
            if read != f"{text[:-1]}，{words}。":
                continue
            return SILENT
        raise CannotPlantError

    _snapshots = ALL[:4] if _number % 2 else (ALL[_number % 3], BATCH)
    HARMLESS.row("text", *_snapshots, name=_called)(_edit)
