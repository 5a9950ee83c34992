"""What a snapshot lost or says otherwise since its previous edition: faults, and near misses."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.check import Fault
from policydiff.check.history import id_renamed, measures_dropped, published_changed
from policydiff.check.wording import sentence
from policydiff.model.document import Snapshot
from tests.history.repositories import with_texts

TEXTS = tuple(f"支持第{number}类企业开展业务。" for number in range(1, 41))


def edition(like: Snapshot, texts: Sequence[str] = TEXTS, source: str = "a") -> Snapshot:
    made = with_texts(like, texts)
    return replace(made, source=replace(made.source, sha256=source * 64))


@pytest.mark.parametrize(("count", "left", "is_told"), [(40, 35, True), (40, 36, False), (5, 3, True), (5, 4, False)])
def test_a_sudden_loss(count: int, left: int, is_told: bool, national: Snapshot) -> None:
    before, after = edition(national, TEXTS[:count]), edition(national, TEXTS[:left])
    faults = list(measures_dropped(before, after, "main"))
    told = f"{count - left} of {count} measures are gone since main, {'1 is' if left == 1 else f'{left} are'} left"
    assert [sentence("measures-dropped", fault) for fault in faults] == ([told] if is_told else [])


def test_another_loss_of_as_many_is_another_one(national: Snapshot) -> None:
    losses = (TEXTS[:35], TEXTS[5:], TEXTS[:10] + TEXTS[15:])
    faults = [
        fault for left in losses for fault in measures_dropped(edition(national), edition(national, left), "main")
    ]
    assert len({str(fault.values) for fault in faults}) == 3


def test_a_loss_that_is_said_already_is_no_other_one(national: Snapshot) -> None:
    before, after = edition(national), edition(national, TEXTS[:30])
    assert list(measures_dropped(before, after, "main", known=10)) == []
    assert len(list(measures_dropped(before, after, "main", known=1))) == 1


def changed(before: Snapshot, after: Snapshot, *said: str, is_reread: bool = True) -> list[Fault]:
    return list(published_changed(before, after, "main", is_reread=is_reread, said=said))


OTHER = (TEXTS[0].replace("支持", "探索"), *TEXTS[1:])


def test_another_source_with_other_words_is_a_warning(national: Snapshot) -> None:
    (fault,) = changed(edition(national), edition(national, OTHER, "b"))
    assert (fault.form, fault.severity, fault.place) == ("source", "warning", ("measures", 0))
    assert sentence("published-changed", fault) == "its source was replaced since main, and it says something else: #1"


def test_a_source_that_is_replaced_is_told_though_the_same_is_read_from_it(national: Snapshot) -> None:
    """It is what a snapshot is believed for."""
    faults = [fault for mark in "bc" for fault in changed(edition(national), edition(national, source=mark))]
    assert [sentence("published-changed", fault) for fault in faults] == [
        "its source was replaced since main; what is read from it is the same"
    ] * 2
    assert faults[0].values != faults[1].values
    assert {fault.severity for fault in faults} == {"info"}


def test_measures_that_took_the_numbers_of_each_other_are_told(national: Snapshot) -> None:
    swapped = edition(national, (TEXTS[1], TEXTS[0], *TEXTS[2:]), "b")
    (fault,) = changed(edition(national), swapped)
    assert sentence("published-changed", fault) == (
        "its source was replaced since main, and it says something else: #1, #2"
    )


def test_the_same_parts_with_other_words_are_another_change(national: Snapshot) -> None:
    editions = [(*OTHER[:-1], TEXTS[-1].replace("支持", word)) for word in ("探索", "禁止")]
    faults = [fault for texts in editions for fault in changed(edition(national), edition(national, texts, "b"))]
    assert [sentence("published-changed", fault)[-7:] for fault in faults] == ["#1, #40"] * 2
    assert faults[0].values != faults[1].values


def test_other_words_that_reading_again_cannot_tell_of_are_an_error(national: Snapshot) -> None:
    (fault,) = changed(edition(national), edition(national, OTHER), is_reread=False)
    assert (fault.form, fault.severity) == ("", None)
    (fault,) = changed(edition(national), edition(national, OTHER, "b"), is_reread=False)
    assert (fault.form, fault.severity) == ("source", None)


def told(like: Snapshot, options: dict[str, object], **values: object) -> Snapshot:
    return replace(like, source=replace(like.source, options=options), **values)  # type: ignore[arg-type]


def test_what_ingest_was_told_otherwise_is_a_warning_because_reading_again_follows_it(national: Snapshot) -> None:
    before = edition(national)
    after = told(before, {"implements": "another", "set": {"issued": "2021-01-01"}}, implements="another", round=9)
    (fault,) = changed(before, replace(after, issued="2021-01-01"))
    assert (fault.form, fault.severity, fault.place) == ("told", "warning", ("issued",))
    assert sentence("published-changed", fault) == (
        "what ingest was told of it changed since main, and with that what it says: issued, round, implements"
    )
    (fault,) = changed(before, told(edition(national, OTHER), {"layout": "another"}))
    assert (fault.form, fault.values["parts"]) == ("told", "#1")


def test_near_misses_of_being_told_otherwise(national: Snapshot) -> None:
    before = edition(national)
    options = dict(before.source.options)
    assert changed(before, told(before, {**options, "aliases": ["more"]}, aliases=("more",))) == []
    assert changed(before, told(before, {**options, "layout": None, "set": {}})) == []
    assert changed(before, told(before, {**options, "set": {"title": before.title}})) == []  # what it says anyway


@pytest.mark.parametrize("part", ["title", "document_number", "issued", "notes", "sections"])
def test_what_stands_beside_the_measures_counts_too(part: str, national: Snapshot) -> None:
    before = replace(national, source=replace(national.source, sha256="a" * 64))
    value = () if part in ("notes", "sections") else "2020-01-01"
    after = replace(before, source=replace(before.source, sha256="b" * 64), **{part: value})  # type: ignore[arg-type]
    (fault,) = changed(before, after)
    assert fault.place == ((part,) if getattr(before, part) != value else ("source", "sha256"))


def test_many_parts_are_counted(national: Snapshot) -> None:
    texts = tuple(text.replace("支持", "探索") for text in TEXTS)
    (fault,) = changed(edition(national), edition(national, texts, "b"))
    assert fault.values["parts"] == "#1, #2, #3, #4, #5 (+35)"


def test_near_misses(national: Snapshot) -> None:
    before = edition(national)
    assert changed(before, before) == []
    assert changed(before, edition(national, OTHER)) == []  # reading again says whose the words are
    assert changed(before, edition(national, OTHER, "b"), "1") == []  # said already
    assert changed(before, before, is_reread=False) == []
    assert changed(before, edition(national, TEXTS[:20], "b")) == []  # a sudden loss, which is told as such
    derived = replace(
        before, measures=tuple(replace(one, section=None, number=f"{one.number}.") for one in before.measures)
    )
    assert changed(before, derived, is_reread=False) == []


def test_a_small_loss_is_a_change(national: Snapshot) -> None:
    (fault,) = changed(edition(national), edition(national, TEXTS[1:], "b"))
    assert fault.values["parts"] == "-1"
    assert changed(edition(national), edition(national, TEXTS[1:], "b"), "7") == []
    (fault,) = changed(edition(national), edition(national, OTHER[:-1], "b"))
    assert fault.values["parts"] == "#1, -1"  # a loss is not hidden by what changed besides


@given(st.sets(st.integers(0, 39), max_size=3), st.booleans())
def test_exactly_the_measures_that_changed_are_named(places: set[int], is_reread: bool) -> None:
    like = _plain()
    texts = [text.replace("支持", "探索") if at in places else text for at, text in enumerate(TEXTS)]
    faults = changed(edition(like), edition(like, texts, "b"), is_reread=is_reread)
    assert [fault.values["parts"] for fault in faults if fault.form != "paper"] == (
        [", ".join(f"#{at + 1}" for at in sorted(places))] if places else []
    )
    assert [fault.form for fault in faults if fault.form == "paper"] == ([] if places or not is_reread else ["paper"])


def _plain() -> Snapshot:
    from policydiff.corpus import Corpus
    from tests.conftest import SNAPSHOTS

    return Corpus(SNAPSHOTS).resolve("national-2020").load()


def test_an_id_that_is_not_found_any_more(national: Snapshot) -> None:
    renamed = replace(national, id="plan")
    assert [fault.values for fault in id_renamed(national, renamed)] == [{"former": national.id, "id": "plan"}]
    assert list(id_renamed(national, replace(renamed, aliases=(national.id,)))) == []
    assert list(id_renamed(national, national)) == []
