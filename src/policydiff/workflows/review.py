"""Review: the open questions on two snapshots, and taking up an analyst's answers, each saved at once."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policydiff.align import Alignment, align
from policydiff.compare.pipeline import compare_aligned, link_between
from policydiff.compare.questions import Question, asked_again, open_questions
from policydiff.corpus import Corpus, locked, write_files
from policydiff.corpus.folder import read_text
from policydiff.decisions import Resolved, resolve
from policydiff.decisions.exchange import dump_review, load_review
from policydiff.decisions.merge import Answer, Merged, decided, merge
from policydiff.errors import DecisionError, UsageError
from policydiff.model.comparison import Link
from policydiff.model.decision import UNRELATED, Decision, Decisions, StaleDecision
from policydiff.model.document import bearer
from policydiff.workflows.decisions import Kept, kept_decisions, write_decisions
from policydiff.workflows.editions import Editions
from policydiff.workflows.similarity import similarity_of


@dataclass(frozen=True, slots=True)
class State:
    """What is decided on two snapshots and what is open, the most doubtful first."""

    kept: Kept
    resolved: Resolved
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as it was saved, with the decisions before and after it."""

    decision: Decision
    before: Decisions
    after: Decisions


class Review:
    """The review of two snapshots by one analyst; `embeddings` is the folder of a model that re-ranks likely pairs."""

    def __init__(self, left: str, right: str, corpus: Corpus, embeddings: str | None = None) -> None:
        self.left, self.right = (side.snapshot for side in Editions(corpus).open_pair(left, right))
        self._corpus = corpus
        self._similarity = similarity_of(embeddings)

    def state(self, limit: int | None = None) -> State:
        """What is decided and what is open now, at most `limit` questions; first what was decided of other words."""
        kept = self._kept()
        resolved = resolve(kept.decisions, self.left, self.right, str(kept.path))
        alignment = align(self.left.measures, self.right.measures, resolved.rulings, self._similarity)
        comparison = compare_aligned(self.left, self.right, alignment, resolved.rulings)
        again = [self._asked_again(stale, alignment) for stale in resolved.rulings.stale]
        asked = {(question.left, question.right) for question in again}
        others = [one for one in open_questions(comparison, alignment) if (one.left, one.right) not in asked]
        return State(kept, resolved, (*again, *others)[:limit])

    def _asked_again(self, stale: StaleDecision, alignment: Alignment) -> Question:
        sides = ((self.left, stale.left), (self.right, stale.right))
        left, right = (
            [found.id for number in numbers if (found := bearer(side.measures, number))] for side, numbers in sides
        )
        return asked_again(stale, left, right, alignment)

    def link(self, question: Question) -> Link:
        """The link that a question is about, with its evidence and changes."""
        return link_between(self.left, self.right, question.pairs)

    def answer(self, question: Question, verdict: str, by: str) -> Saved:
        """Save an answer. That a link of several pairs does not hold is said of the pair in question alone.

        An answer to what was decided before takes the place of that, with its reason if it says the same.

        Raises:
            DecisionError: it contradicts what someone else decided meanwhile.
            StorageError: the folder refuses to be written.
        """
        one, other = question.left, question.right
        stale = question.stale
        if verdict == UNRELATED and stale is None:
            one, other = (question.pair.left,), (question.pair.right,)
        decision = Decision(
            verdict=verdict,
            left=decided(one, self.left),
            right=decided(other, self.right),
            by=by,
            when=date.today().isoformat(),
            why=stale.why if stale and stale.verdict == verdict else None,
        )
        return self._save(decision)

    def give_reason(self, saved: Saved, why: str) -> Saved:
        """Save the last answer again with a reason.

        Taking it back then takes back both, but the reason alone where someone else decided meanwhile.
        """
        again = self._save(replace(saved.decision, why=why))
        return replace(again, before=saved.before) if again.before == saved.after else again

    def take_back(self, saved: Saved) -> None:
        """Undo an answer.

        Raises:
            DecisionError: someone else changed the file meanwhile.
        """
        with self._alone():
            kept = self._kept()
            if kept.decisions != saved.after:
                raise DecisionError(
                    "changed meanwhile", where=str(kept.path), remedy="take the answer back in the file"
                )
            write_decisions(kept, saved.before)

    def export(self, path: Path, limit: int | None) -> State:
        """Write the decisions and the open questions to a new file.

        Raises:
            UsageError: something is there already.
        """
        if os.path.lexists(path):
            raise UsageError("is there already", where=str(path), remedy="give --export the name of a new file")
        state = self.state(limit)
        write_files({path: dump_review(state.kept.decisions, state.questions, self.left, self.right).encode()})
        return state

    def take_in(self, path: Path, by: str) -> tuple[Kept, Merged]:
        """Take up the answers of a file, all or none; what it leaves out is filled in.

        Raises:
            DecisionError: the file is broken, on other snapshots, names no measure or contradicts what is decided.
        """
        text = read_text(path).removeprefix("\ufeff")  # some editors put this mark before what they save
        answers = load_review(text, str(path), self.left, self.right, by=by, when=date.today().isoformat())
        with self._alone():
            kept = self._kept()
            resolve(kept.decisions, self.left, self.right, str(kept.path))  # its faults are not those of the answers
            merged = merge(kept.decisions, answers, self.left, self.right, str(path), kept.path.name)
            if merged.decisions != kept.decisions:
                write_decisions(kept, merged.decisions)
        return kept, merged

    def _alone(self) -> AbstractContextManager[None]:
        """While others who answer wait: what they decided meanwhile is read, and nothing of it is lost."""
        return locked(self._kept().path.parent)

    def _kept(self) -> Kept:
        return kept_decisions(self.left, self.right, self._corpus)

    def _save(self, decision: Decision) -> Saved:
        with self._alone():
            kept = self._kept()  # read again: what someone else decided meanwhile stays
            answer = Answer(decision, "this answer")
            merged = merge(kept.decisions, [answer], self.left, self.right, str(kept.path), kept.path.name)
            write_decisions(kept, merged.decisions)
        return Saved(decision, kept.decisions, merged.decisions)
