"""Characters, signs and cells: what is found in a text, and what is sound; faults planted in real snapshots."""

import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.check import CHECK_BY_ID, Fault, Subject, check_snapshot
from policydiff.check.wording import sentence
from policydiff.model.document import Location, Measure, Note, Party, Reader, Responsibility, Section, Snapshot, Source
from tests.conftest import IDS

BRACKET, QUOTE, MOJIBAKE = "bracket-unbalanced", "quote-unbalanced", "mojibake"
PRIVATE, INVISIBLE, VARIANT = "private-use", "invisible-character", "variant-glyph"
EMPTY, CUT = "cell-empty", "cut-off"
FAMILY = (EMPTY, CUT, BRACKET, QUOTE, MOJIBAKE, PRIVATE, INVISIBLE, VARIANT)

Told = tuple[str, str, str, int | None]
"""The check, the form of its sentence, the excerpt and its offset."""


def found_in(subject: Subject) -> Iterator[tuple[str, Fault]]:
    for name in FAMILY:
        find = CHECK_BY_ID[name].find
        assert find
        for fault in find(subject):
            assert all(sentence(name, fault, language) for language in ("zh", "en"))
            yield name, fault


def document(text: str) -> Snapshot:
    """A document of one measure."""
    reader = Reader(name="table", version="1")
    source = Source(path="sources/x.txt", sha256="0", media_type="", encoding="", layout="", reader=reader)
    measure = Measure(id="1", number="1", text=text, location=Location(lines=(1, 1)))
    return Snapshot(id="x", title="通知", level="city", source=source, measures=(measure,))


def with_text(snapshot: Snapshot, text: str, at: int = 0) -> Snapshot:
    measures = list(snapshot.measures)
    measures[at] = replace(measures[at], text=text)
    return replace(snapshot, measures=tuple(measures))


def told(snapshot: Snapshot, again: Snapshot | None) -> list[Told]:
    subject = Subject(snapshot, snapshot.id, again=again)
    return [(name, fault.form, fault.excerpt, fault.offset) for name, fault in found_in(subject)]


def is_explained(snapshot: Snapshot, again: Snapshot) -> bool:
    """Whether the faults that are told explain all that differs from the source, so that no edit is told beside."""
    told = [one.check.id for one in check_snapshot(Subject(snapshot, snapshot.id, again=again))]
    return snapshot != again and not {"text-edited", "not-reproducible"}.intersection(told)


@pytest.fixture
def sound(snapshots: Mapping[str, Snapshot]) -> Snapshot:
    return replace(snapshots["national-2020"], findings=())


# --- texts of all kinds of documents that are sound

SOUND = [
    "第三条　经营者集中达到下列标准之一的，应当事先申报：（一）营业额合计超过120亿元人民币；（二）其他情形。",
    "修改《中华人民共和国〈反垄断法〉实施办法》《〈关于…的决定〉的解释》。",
    "1）建立制度；2）健全机制；3）完善体系。",
    "如下：a)甲类，b)乙类；c)丙类。",
    "包括：一）申请；二）受理；十二）办结。",
    "①）略。",
    "（一）、（1）、1.1）与 (2)均可。",
    "落实（国函〔2020〕96号）和国办发[2019]5号、商资函等文件。",
    "税率为(0,5%]和（5，10]两档。",
    "半角(注)与混用（注)、(注）并存。",
    "<<关于加快推进的方案>>已印发。",
    "将第五条修改为：“第五条　第一款。\n“第二款。\n“第三款。”",
    '打造"一箱到底"和"一单制"。',
    '15"显示屏及24"显示屏。',
    '19"机架。',
    "The State’s rights, don’t, the ’90s and OPEC countries’ quotas。",
    "It's the enterprises' duty: don't.",
    "Xi’an、Xi‘an 两种写法。",
    "‘放管服’改革和“‘一带一路’倡议”。",
    "『二重引号』与「引号」并用。",
    "N,N'-二甲基甲酰胺、[1,1'-联苯]-4-醇、5'-鸟苷酸、(2R,3S)-3-[(4-甲基苯基)氨基]丁酸。",
    "PM2.5≤35μg/m³，25℃±2℃，1×10⁻³mol/L，½，㎡、㎏、№、℡。",
    "Ⅰ级、Ⅱ级、①②③、⑴⑵、㈠㈡、１２３、ＡＢＣ、％、＋、＝、～。",
    "网址：https://www.example.gov.cn/art/2020/6/28/art_(1)_2.html?a=1&b=[2]#c。",
    "邮箱 a_b@c.gov.cn；电话 010-12345678 转 8。",
    "型号 ABC-12/3(B)、T≥3、a<b、x>y、Ka-52、5G+、C++。",
    "São Paulo、Müller、Île-de-France、Ångström、Größe、naïve、“CAFÉ”、Pokémon——游戏。",
    "α-受体、β受体阻滞剂、ΔT、Σ、Ω、μm、αβ。",
    "Москва（莫斯科）、Санкт-Петербург。",
    "서울（首尔）、한국、テスト（测试）、パートナー。",
    "×××年××月××日，（×××）号。",
    "瑕疵、缂丝、濮阳、缙云、浏阳、亳州、鄠邑、郏县、綦江、犍为、鄄城、涪陵、歙县。",
    "锛凿斧锯、鎏金、镔铁、銮铃、镧系元素、锘、锎、锿、镄。",
    "二〇二〇年、二○二○年、O型。",
    "“……”——“……”；‘·’；《……》。",
    "全角　空格与 半角 空格。",
    "是否存在瑕疵?是否可行?",
    "𠮷、㐂、䶮、𬭛、𫓧等字。",
    "{“甲”：[1，2]}、〖注〗、【通知】、〔2020〕。",
    "1. 甲 2. 乙 (a) 丙 (ii) 丁。",
    "纬度39°54′20″，经度116°25′29″。",
    "公司 Ltd. & Co.，AT&T，R&D，Q&A。",
    "家庭👨\u200d👩\u200d👧与❤\ufe0f。",
    "自 2020 年\u00a06\u00a0月起。",
]


@pytest.mark.parametrize("again_known", [True, False])
@pytest.mark.parametrize("text", SOUND)
def test_a_sound_text_has_no_finding(text: str, again_known: bool, sound: Snapshot) -> None:
    snapshot = with_text(sound, text)
    assert told(snapshot, snapshot if again_known else None) == []


# --- texts with a fault: as the source prints them, and where the source is not known

FAULTY: list[tuple[str, str, str, int]] = [
    (BRACKET, "发布《外商投资目录。", "《", 2),
    (BRACKET, "发布外商投资目录》。", "》", 8),
    (BRACKET, "支持企业（含外资开展业务。", "（", 4),
    (BRACKET, "支持企业含外资)开展业务。", ")", 7),
    (BRACKET, "《关于〈办法的解释》。", "〈", 3),
    (BRACKET, "国函〔2020]96号。", "〔", 2),
    (BRACKET, "（甲《乙）丙》。", "《", 2),
    (BRACKET, "<<关于方案的通知。", "<<", 0),
    (BRACKET, "总额不超过50）万元。", "）", 7),
    (BRACKET, "【通知事项。", "【", 0),
    (QUOTE, "推进“放管服改革。", "“", 2),
    (QUOTE, "推进放管服”改革。", "”", 5),
    (QUOTE, "推进“放管服“改革。", "“", 2),
    (QUOTE, '推进"放管服改革。', '"', 2),
    (QUOTE, '推进"甲"和"乙改革。', '"', 6),
    (QUOTE, "推进‘放管服改革。", "‘", 2),
    (QUOTE, "推进「放管服改革。", "「", 2),
    (MOJIBAKE, "支持\ufffd\ufffd发展。", "\ufffd\ufffd", 2),
    (MOJIBAKE, "支持" + "发展服务贸易".encode().decode("gbk") + "。", "发展服务贸易".encode().decode("gbk"), 2),
    (MOJIBAKE, "支持" + "贸易".encode().decode("latin-1") + "。", "贸易".encode().decode("latin-1"), 2),
    (MOJIBAKE, "支持" + "服务".encode("gbk").decode("cp1252") + "。", "服务".encode("gbk").decode("cp1252"), 2),
    (MOJIBAKE, "支持锟斤拷发展。", "锟斤拷", 2),
    (MOJIBAKE, "名为CafÃ©的企业。", "Ã©", 5),
    (MOJIBAKE, "donâ€™t。", "â€™", 3),
    (MOJIBAKE, "推进鈥?放管服改革。", "鈥?", 2),
    (MOJIBAKE, "推进??发展。", "??", 2),
    (PRIVATE, "支持\ue5e5发展\ue5e6。", "\ue5e5", 2),
    (PRIVATE, "支持\ufffe发展。", "\ufffe", 2),
    (INVISIBLE, "支持\u200b发展。", "\u200b", 2),
    (INVISIBLE, "支持\u200b\u200b发展\u200b。", "\u200b\u200b", 2),
    (INVISIBLE, "\ufeff支持发展。", "\ufeff", 0),
    (INVISIBLE, "支持\u200e发展。", "\u200e", 2),
    (INVISIBLE, "支持\u00ad发展。", "\u00ad", 2),
    (INVISIBLE, "支持\x07发展。", "\x07", 2),
    (INVISIBLE, "支持\u2028发展。", "\u2028", 2),
    (INVISIBLE, "支持\u3164发展。", "\u3164", 2),
    (INVISIBLE, "支持\u200d发展。", "\u200d", 2),
    (VARIANT, "\uf98a量。", "\uf98a", 0),
    (VARIANT, "⼒量和⽀持。", "⼒", 0),
    (VARIANT, "⻓期⻛险。", "⻓", 0),
    (VARIANT, "ｶﾀｶﾅ。", "ｶﾀｶﾅ", 0),
    (VARIANT, "国函﹝2020﹞96号。", "﹝", 2),
    (VARIANT, "参加 АPEC 会议。", "А", 3),
    (VARIANT, "ﬁnance。", "ﬁ", 0),
    (CUT, "支持企业开展业务，", "支持企业开展业务，", 0),
    (CUT, "支持企业（含外资", "支持企业（含外资", 0),
]


@pytest.mark.parametrize(("check", "text", "excerpt", "offset"), FAULTY)
def test_a_fault_of_the_source_is_made_known_and_no_error(
    check: str, text: str, excerpt: str, offset: int, sound: Snapshot
) -> None:
    snapshot = with_text(sound, text)
    ((name, fault),) = found_in(Subject(snapshot, snapshot.id, again=snapshot))
    assert (name, fault.form, fault.excerpt, fault.offset) == (check, "printed", excerpt, offset)
    assert fault.place == ("measures", 0, "text")
    assert (fault.severity or CHECK_BY_ID[name].severity) == ("warning" if check in (MOJIBAKE, CUT) else "info")


@pytest.mark.parametrize(("check", "text", "excerpt", "offset"), FAULTY)
def test_a_fault_is_found_where_the_source_is_not_known(
    check: str, text: str, excerpt: str, offset: int, sound: Snapshot
) -> None:
    ((name, fault),) = found_in(Subject(with_text(sound, text), sound.id))
    assert (name, fault.excerpt, fault.offset, fault.severity) == (check, excerpt, offset, None)


# --- what differs from the source

ADDED: list[tuple[str, str, str, str, int]] = [
    ("包括（甲）乙。", "包括（（甲）乙。", BRACKET, "（", 3),
    ("包括（甲）乙。", "包括甲）乙。", BRACKET, "）", 3),
    ("包括（甲）乙。", "包括（甲乙。", BRACKET, "（", 2),
    ("包括（甲）乙。", "包括（甲]乙。", BRACKET, "]", 4),
    ("包括：（1）甲。", "包括：1）甲。", BRACKET, "）", 4),
    ("办理《甲〈乙〉丙》。", "办理《甲〈乙丙》。", BRACKET, "〈", 4),
    ("推进“甲”乙。", "推进“甲“乙。", QUOTE, "“", 4),
    ("推进“甲”乙。", '推进“甲"乙。', QUOTE, '"', 4),
    ('推进"2025"乙。', '推进2025"乙。', QUOTE, '"', 6),
    ("推进甲乙。", "推进甲’乙。", QUOTE, "’", 3),
    ("办理，甲。", "办理锛?甲。", MOJIBAKE, "锛?", 2),
    ("綦江区。", "?江区。", MOJIBAKE, "?", 0),
    ("中国。", "涓\ue15e浗。", MOJIBAKE, "涓\ue15e浗", 0),
    ("“甲”。", "â€œ甲”。", MOJIBAKE, "â€œ", 0),
    ("推进“甲”乙。", "推进\ufffd甲”乙。", MOJIBAKE, "\ufffd", 2),
    ("推进甲乙。", "推进甲\u200b乙\u200b。", INVISIBLE, "\u200b", 3),
    ("推进甲乙。", "推进甲\u00a0乙。", INVISIBLE, "\u00a0", 3),
    ("推进甲乙。", "推进甲\t乙。", INVISIBLE, "\t", 3),
    ("力量。", "⼒量。", VARIANT, "⼒", 0),
    ("推进「甲」乙。", "推进｢甲」乙。", VARIANT, "｢", 2),
    ("办理〔2020〕号。", "办理﹝2020〕号。", VARIANT, "﹝", 2),
    ("发展甲乙。", "发展\ue000乙。", PRIVATE, "\ue000", 2),
    ("发展甲乙丙。", "发展甲乙。", "", "", 0),
    ("发展甲乙丙丁。", "发展甲，", "", "", 0),
    ("发展甲（含乙）丙丁。", "发展甲（含", CUT, "发展甲（含", 0),
    ("发展甲乙丙丁。", "发展甲乙", CUT, "发展甲乙", 0),
    ("发展甲，乙丙丁。", "发展甲，乙（试行）丙丁。", "", "", 0),
    ("发展（甲）乙。", "发展甲乙。", "", "", 0),
]


@pytest.mark.parametrize(("source", "text", "check", "excerpt", "offset"), ADDED)
def test_what_the_source_has_not_is_one_error_that_explains_it(
    source: str, text: str, check: str, excerpt: str, offset: int, sound: Snapshot
) -> None:
    faults = list(found_in(Subject(with_text(sound, text), sound.id, again=with_text(sound, source))))
    faults = [one for one in faults if one[1].severity == "error"]
    if not check:
        assert faults == []
        return
    ((name, fault),) = faults
    assert (name, fault.excerpt, fault.offset) == (check, excerpt, offset)
    assert is_explained(with_text(sound, text), with_text(sound, source))


@pytest.mark.parametrize(
    ("text", "offset"),
    [("不支持甲类（企业发展。", 5), ("支持（乙类企业发展。", 2)],  # the second where a word was changed too
)
def test_another_edit_beside_a_fault_is_not_explained(text: str, offset: int, sound: Snapshot) -> None:
    spoilt, again = with_text(sound, text), with_text(sound, "支持甲类企业发展。")
    ((name, fault),) = found_in(Subject(spoilt, sound.id, again=again))
    assert (name, fault.excerpt, fault.offset) == (BRACKET, "（", offset)
    assert not is_explained(spoilt, again)


def test_a_slip_of_the_source_stays_one_beside_another_that_is_not(sound: Snapshot) -> None:
    source, text = "办理（甲。开展乙。", "办理（甲。开展》乙。"
    faults = dict.fromkeys(
        (fault.form, fault.excerpt, fault.offset)
        for _, fault in found_in(Subject(with_text(sound, text), sound.id, again=with_text(sound, source)))
    )
    assert list(faults) == [("added", "》", 7), ("printed", "（", 2)]


def test_a_slip_that_the_source_prints_in_many_cells_is_one_finding(sound: Snapshot) -> None:
    measures = tuple(replace(one, text=one.text.replace("，", "\u200b，")) for one in sound.measures)
    snapshot = replace(sound, measures=measures)
    ((name, fault),) = found_in(Subject(snapshot, sound.id, again=snapshot))
    assert (name, fault.form, fault.severity) == (INVISIBLE, "printed", "info")
    assert fault.values["count"] == sum(one.text.count("，") for one in sound.measures)
    assert "U+200B ZERO WIDTH SPACE" in sentence(INVISIBLE, fault)


def test_a_quotation_of_several_paragraphs_is_closed_in_the_last(sound: Snapshot) -> None:
    notes = (Note(text="修改为：“第五条　甲。"), Note(text="“第二款乙。"), Note(text="第三款丙。”"), Note(text="（丁"))
    snapshot = replace(sound, notes=notes)
    assert told(snapshot, snapshot) == [(BRACKET, "printed", "（", 0)]


def test_every_printed_text_is_looked_at(sound: Snapshot) -> None:
    mark = "\u200b甲"
    section = Section(id=sound.sections[0].id, label=mark, title=mark, intro=mark)
    measure = replace(sound.measures[0], title=mark, text=mark, field=mark, remark=mark)
    snapshot = replace(
        sound,
        title=mark,
        document_number=mark,
        issuers=(mark,),
        sections=(section, *sound.sections[1:]),
        measures=(measure, *sound.measures[1:]),
        notes=(Note(text=mark),),
    )
    places = {fault.place for name, fault in found_in(Subject(snapshot, snapshot.id)) if name == INVISIBLE}
    measures = {("measures", 0, column) for column in ("title", "text", "field", "remark")}
    sections = {("sections", 0, column) for column in ("label", "title", "intro")}
    assert places == {("title",), ("document_number",), ("issuers", 0), ("notes", 0, "text")} | measures | sections


# --- empty cells


def without(measure: Measure, column: str) -> Measure:
    return replace(measure, **{column: None})  # type: ignore[arg-type]


def test_a_cell_that_the_source_fills_is_an_error_and_one_that_it_leaves_empty_is_not(sound: Snapshot) -> None:
    measures = (without(sound.measures[0], "responsibility"), *sound.measures[1:])
    snapshot = replace(sound, measures=measures)
    ((name, fault),) = found_in(Subject(snapshot, sound.id, again=sound))
    assert (name, fault.form, fault.severity) == (EMPTY, "emptied", "error")
    assert fault.place == ("measures", 0, "responsibility")
    assert is_explained(snapshot, sound)
    assert told(snapshot, snapshot) == []
    assert told(snapshot, None) == [(EMPTY, "", "", None)]


def test_a_column_that_is_taken_out_is_one_finding(sound: Snapshot) -> None:
    snapshot = replace(sound, measures=tuple(without(one, "responsibility") for one in sound.measures))
    (one,) = check_snapshot(Subject(snapshot, sound.id, again=sound, source_sha256=sound.source.sha256))
    assert (one.check.id, one.fault.form, one.severity) == (EMPTY, "column", "error")
    assert one.fault.values["count"] == len(sound.measures)


@pytest.mark.parametrize(("raw", "told"), [("某\u200b某部、公安部", []), ("某某部、公\u200b安部", ["unknown-body"])])
def test_an_odd_character_hides_no_unknown_body_beside_it(raw: str, told: list[str], sound: Snapshot) -> None:
    bodies = tuple(Party(name=one, role="lead", printed=one) for one in raw.split("、"))
    duty = Responsibility(raw=raw, bodies=bodies[:1], areas=())
    snapshot = replace(sound, measures=(replace(sound.measures[0], responsibility=duty), *sound.measures[1:]))
    found = check_snapshot(Subject(snapshot, sound.id, source_sha256=sound.source.sha256))
    assert [one.check.id for one in found if one.fault.place[:2] == ("measures", 0)] == ["invisible-character", *told]


@pytest.mark.parametrize("blank", [" ", "　", "\n", " 　 "])
def test_a_text_of_blanks_alone_is_empty(blank: str, sound: Snapshot) -> None:
    assert told(replace(sound, notes=(Note(text=blank),)), None) == [(EMPTY, "blank", blank, 0)]
    assert told(with_text(sound, blank), sound) == [(EMPTY, "emptied", "", None)]


# --- properties

PAIRS = ["《》", "〈〉", "（）", "()", "（)", "【】", "〔〕", "[]", "“”", "‘’", "「」", "『』"]
WORDS = st.text(alphabet="国务院商部发展改革，。、；年3x", max_size=6)
NESTED = st.recursive(
    WORDS,
    lambda inner: st.lists(
        st.one_of(inner, st.tuples(st.sampled_from(PAIRS), inner).map(lambda one: one[0][0] + one[1] + one[0][1])),
        max_size=4,
    ).map("".join),
    max_leaves=12,
)


def lone(text: str) -> list[str]:
    """The excerpts of signs without partner in a text whose source is not known."""
    subject = Subject(document(text + "。"), "x")
    return [fault.excerpt for name, fault in found_in(subject) if name in (BRACKET, QUOTE)]


@given(text=NESTED)
def test_any_nesting_is_balanced(text: str) -> None:
    assert lone(text) == []


@given(text=NESTED, sign=st.sampled_from("《》〈〉（）【】〔〕[]“”「」『』"), data=st.data())
def test_any_sign_more_is_found(text: str, sign: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    spoilt = text[:at] + sign + text[at:]
    snapshot, again = document(spoilt + "。"), document(text + "。")
    faults = list(found_in(Subject(snapshot, "x", again=again)))
    found = [fault for name, fault in faults if name in (BRACKET, QUOTE) and fault.severity == "error"]
    assert len(found) == 1
    assert is_explained(snapshot, again)


@given(text=st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30))
def test_characters_at_random_are_put_into_words_and_nothing_fails(text: str) -> None:
    list(found_in(Subject(document(text), "x")))


@given(text=st.text(max_size=40), source=st.text(max_size=40))
def test_any_text_beside_any_source_is_judged(text: str, source: str) -> None:
    list(found_in(Subject(document(text), "x", again=document(source))))


# --- faults planted in the real snapshots

Plant = Callable[[str, random.Random], tuple[str, int, int] | None]
"""What makes of a text one with a fault: it, and from where to before where the fault is shown; None if it cannot."""


def insert(signs: str) -> Plant:
    def plant(text: str, chance: random.Random) -> tuple[str, int, int]:
        at, sign = chance.randint(0, len(text)), chance.choice(signs)
        return text[:at] + sign + text[at:], at, at + 1

    return plant


def change(make: Callable[[str], str]) -> Plant:
    def plant(text: str, chance: random.Random) -> tuple[str, int, int] | None:
        places = [at for at, sign in enumerate(text) if make(sign) not in ("", sign)]
        if not places:
            return None
        at = chance.choice(places)
        made = make(text[at])
        return text[:at] + made + text[at + 1 :], at, at + len(made)

    return plant


def read_wrongly(written: str, read: str) -> Plant:
    def plant(text: str, chance: random.Random) -> tuple[str, int, int] | None:
        start = chance.randrange(max(len(text) - 6, 1))
        end = min(start + chance.randint(3, 6), len(text))
        if not all("\u4e00" <= sign <= "\u9fff" for sign in text[start:end]):
            return None
        made = text[start:end].encode(written).decode(read, "replace")
        return text[:start] + made + text[end:], start, start + len(made)

    return plant


def cut(text: str, chance: random.Random) -> tuple[str, int, int] | None:
    places = [at for at in range(1, len(text)) if text[at - 1] not in '。！？；：…!?;:.）)】》〉〕」』”’"]}>']
    end = chance.choice(places)
    return text[:end], max(end - 12, 0), end


RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
PLANTS: dict[str, tuple[str, Plant]] = {
    "bracket": (BRACKET, insert("《》〈〉（）()【】〔〕[]")),
    "quote": (QUOTE, insert("“”「」『』")),
    "straight quote": (QUOTE, insert('"')),
    "invisible": (INVISIBLE, insert("\u200b\u200c\u200d\ufeff\u2060\u00ad\u200e\x07\x7f\u2028\u00a0")),
    "private": (PRIVATE, insert("\ue000\ue5e5\uf8ff\U000f0001")),
    "lost": (MOJIBAKE, change(lambda sign: "\ufffd" if "\u4e00" <= sign <= "\u9fff" else "")),
    "UTF-8 as GBK": (MOJIBAKE, read_wrongly("utf-8", "gbk")),
    "UTF-8 as Latin-1": (MOJIBAKE, read_wrongly("utf-8", "latin-1")),
    "UTF-8 as Windows-1252": (MOJIBAKE, read_wrongly("utf-8", "cp1252")),
    "GBK as Latin-1": (MOJIBAKE, read_wrongly("gbk", "latin-1")),
    "GBK as UTF-8": (MOJIBAKE, read_wrongly("gbk", "utf-8")),
    "radical": (VARIANT, change(lambda sign: RADICALS.get(sign, ""))),
    "cut": (CUT, cut),
}


@pytest.mark.parametrize("kind", PLANTS)
@pytest.mark.parametrize("name", IDS)
def test_a_planted_fault_is_one_error_at_its_very_place(
    name: str, kind: str, snapshots: Mapping[str, Snapshot]
) -> None:
    """In each measure of a real snapshot, whose others stay as they are; the fault explains the whole difference."""
    snapshot, chance = snapshots[name], random.Random(f"{name} {kind}")
    check, plant = PLANTS[kind]
    planted = 0
    for at, measure in enumerate(snapshot.measures):
        made = plant(measure.text, chance)
        if made is None:
            continue
        text, start, end = made
        planted += 1
        # the measure alone is looked at: the others are sound, as the next test says
        bare = replace(measure, section=None)
        alone, again = (
            replace(snapshot, implements=None, sections=(), notes=(), measures=(one,))
            for one in (replace(bare, text=text), bare)
        )
        subject = Subject(alone, name, source_sha256=alone.source.sha256, again=again)
        (only,) = (one for one in check_snapshot(subject) if one.severity == "error")  # and no edit beside it
        fault = only.fault
        assert all(sentence(check, fault, language) for language in ("zh", "en"))
        assert (only.check.id, fault.place) == (check, ("measures", 0, "text")), (at, text)
        assert fault.offset is not None
        assert text[fault.offset : fault.offset + len(fault.excerpt)] == fault.excerpt
        exact = (fault.offset, fault.offset + len(fault.excerpt)) == (start, end)
        twins = set(text[min(start, fault.offset) : max(end, fault.offset + 1)])  # （（: either is the one too many
        assert exact or len(twins) == 1 or check == MOJIBAKE, (text, start, fault.offset)
        assert fault.offset <= end and start <= fault.offset + len(fault.excerpt)
    assert planted >= (5 if kind == "radical" else len(snapshot.measures) // 4)


@pytest.mark.parametrize("name", IDS)
def test_the_real_snapshots_have_what_their_readers_said_and_no_more(
    name: str, snapshots: Mapping[str, Snapshot]
) -> None:
    snapshot = snapshots[name]
    said = [(one.id, one.measure) for one in snapshot.findings]
    found = found_in(Subject(snapshot, name, again=snapshot))
    assert [(check, fault.values["measure"]) for check, fault in found] == said


# --- what repeats another finding


def told_of(snapshot: Snapshot, again: Snapshot | None) -> list[tuple[str, str]]:
    subject = Subject(snapshot, snapshot.id, source_sha256=snapshot.source.sha256, again=again)
    return [(one.check.id, one.severity) for one in check_snapshot(subject) if one.check.id in FAMILY]


def test_a_character_is_told_of_beside_another_empty_cell_of_its_row(snapshots: Mapping[str, Snapshot]) -> None:
    again = snapshots["ftz-batch-6"]
    at = next(at for at, one in enumerate(again.measures) if one.id == "37")  # its reach is empty, as it is printed
    words = again.measures[at].text
    assert told_of(with_text(again, f"{words[:3]}\u200b{words[3:]}", at), again) == [
        (EMPTY, "info"),
        (INVISIBLE, "error"),
    ]


def test_a_cell_emptied_by_hand_is_told_of_beside_a_text_that_breaks_off(snapshots: Mapping[str, Snapshot]) -> None:
    again = snapshots["xiamen-2020"]
    at = next(at for at, one in enumerate(again.measures) if one.id == "88")
    emptied = without(again.measures[at], "responsibility")  # it breaks off behind that
    snapshot = replace(again, measures=(*again.measures[:at], emptied, *again.measures[at + 1 :]))
    assert told_of(snapshot, again) == [(EMPTY, "error"), (CUT, "info")]
    assert told_of(again, again) == [(CUT, "info")]


def test_what_the_source_leaves_empty_is_a_notice_unless_it_has_it_otherwise(
    snapshots: Mapping[str, Snapshot],
) -> None:
    for name, check in (("ftz-batch-6", EMPTY), ("xiamen-2020", CUT)):
        whole = snapshots[name]
        assert told_of(whole, whole) == [(check, "info")]
        assert told_of(whole, None) == [(check, "info")]  # that it cannot be read is told by itself
        assert (check, "info") not in told_of(whole, replace(whole, findings=()))


@pytest.mark.parametrize(("field", "severity"), [("remark", "info"), ("guidance", "warning"), ("text", "warning")])
def test_a_source_that_ends_before_a_cell_that_rows_fill_is_cut_off(
    field: str, severity: str, snapshots: Mapping[str, Snapshot]
) -> None:
    whole = snapshots["xiamen-2020"]
    again = replace(whole, findings=tuple(replace(one, field=field) for one in whole.findings))
    assert told_of(again, again) == [(CUT, severity)]
