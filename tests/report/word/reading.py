"""Reading Word files back: text by cell as a reader sees it, and whether they keep to the order of the schema."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The order of children in the schema (ECMA-376, wml.xsd, transitional), of what our papers hold.
_RUN = "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
_PARAGRAPH = "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
_TABLE = "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
_SETTINGS = "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
ORDER: Mapping[str, list[str]] = {
    name: order.split()
    for name, order in {
        "rPr": _RUN,
        "pPr": _PARAGRAPH,
        "tblPr": _TABLE,
        "tbl": "tblPr tblGrid tr",
        "tr": "tblPrEx trPr tc",
        "tc": "tcPr p",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
        "tblBorders": "top left start bottom right end insideH insideV",
        "tblCellMar": "top left start bottom right end",
        "pBdr": "top left bottom right between bar",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "tblStylePr": "pPr rPr tblPr trPr tcPr",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "font": "altName panose1 charset family notTrueType pitch sig",
        "settings": _SETTINGS,
        "document": "background body",
    }.items()
}
_REPEATED = {"tr", "tc", "p", "style", "tblStylePr", "headerReference", "footerReference"}


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 - what we wrote ourselves


def main(document: bytes) -> ElementTree.Element:
    return tree(parts(document)["word/document.xml"])


def said(element: ElementTree.Element, *, without: str = "") -> str:
    """The text of an element, line breaks as such; without runs of a character style."""
    shown = []
    for run in element.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        if without and style is not None and style.get(f"{W}val") == without:
            continue
        for child in run:
            shown.append("\n" if child.tag == f"{W}br" else (child.text or "") if child.tag == f"{W}t" else "")
    return "".join(shown)


def styled(element: ElementTree.Element, style: str) -> list[str]:
    """The texts of an element in a character style."""
    return [said(run) for run in element.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle[@{W}val='{style}']") is not None]


def tables(document: bytes) -> list[list[list[ElementTree.Element]]]:
    """Cells by row by table."""
    return [[list(row.iter(f"{W}tc")) for row in table.iter(f"{W}tr")] for table in main(document).iter(f"{W}tbl")]


def cells(document: bytes) -> list[list[list[str]]]:
    """Texts of cells by row by table, paragraphs as lines."""
    return [
        [["\n".join(said(one) for one in cell.iter(f"{W}p")) for cell in row] for row in table]
        for table in tables(document)
    ]


def paragraphs(document: bytes) -> list[tuple[str, str]]:
    """Style and text of the paragraphs outside tables."""
    body = main(document).find(f"{W}body")
    assert body is not None
    found = []
    for one in body.findall(f"{W}p"):
        style = one.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        found.append((style.get(f"{W}val", ""), said(one)))
    return found


def faults(document: bytes) -> Iterator[str]:
    """Where a file is no sound Word document: order of elements, styles and parts that there are not."""
    files = parts(document)
    styles = {one.get(f"{W}styleId") for one in tree(files["word/styles.xml"]).iter(f"{W}style")}
    for name, content in files.items():
        if not name.endswith((".xml", ".rels")):
            continue
        for element in tree(content).iter():
            tag = element.tag.removeprefix(W)
            yield from (f"{name}: {fault}" for fault in _disorder(tag, [child.tag for child in element]))
            if tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next") and element.get(f"{W}val") not in styles:
                yield f"{name}: no style {element.get(f'{W}val')}"
            if tag == "tc" and element[-1].tag != f"{W}p":
                yield f"{name}: a cell ends without a paragraph"
            if element.tag.endswith("}Relationship") and element.get("TargetMode") == "External":
                yield f"{name}: leads outside: {element.get('Target')}"
        yield from _adjacent(name, content)


def _disorder(tag: str, children: list[str]) -> Iterator[str]:
    known = ORDER.get(tag)
    if known is None:
        return
    names = [child.removeprefix(W) for child in children if child.startswith(W)]
    yield from (f"{tag} holds {name}" for name in names if name not in known)
    places = [known.index("headerReference" if name == "footerReference" else name) for name in names if name in known]
    if places != sorted(places):
        yield f"{tag} is out of order: {' '.join(names)}"
    yield from (f"{tag} holds {name} twice" for name in set(names) - _REPEATED if names.count(name) > 1)


def _adjacent(name: str, content: bytes) -> Iterator[str]:
    """Two tables without a paragraph between them become one."""
    body = tree(content).find(f"{W}body")
    if body is None:
        return
    tags = [child.tag.removeprefix(W) for child in body]
    if ("tbl", "tbl") in pairwise(tags):
        yield f"{name}: two tables touch"
    if tags[-1] != "sectPr" or tags[-2:-1] == ["tbl"]:
        yield f"{name}: the body does not end in a paragraph and the page setup"
