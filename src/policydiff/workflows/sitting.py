"""A sitting: one walk through the open questions, forth and back, each answer saved as it is given."""

from policydiff.compare.questions import Question
from policydiff.workflows.review import Review, Saved


class Sitting:
    """Questions one by one. When the last is answered, those that the answers opened follow."""

    def __init__(self, review: Review, by: str, limit: int | None = None) -> None:
        self._review = review
        self._by = by
        self._limit = limit
        self._rounds: list[list[Question]] = []
        self._passed: list[Saved | None] = []
        """What was done with each question so far: the answer, or None where it was skipped."""
        self._open_round()

    @property
    def _questions(self) -> list[Question]:
        return [question for questions in self._rounds for question in questions]

    @property
    def question(self) -> Question | None:
        """The question to be answered now; None when there is none left."""
        questions = self._questions
        return questions[len(self._passed)] if len(self._passed) < len(questions) else None

    @property
    def number(self) -> int:
        """Which question it is, from 1."""
        return len(self._passed) + 1

    @property
    def total(self) -> int:
        """How many questions there are so far."""
        return len(self._questions)

    @property
    def last(self) -> Saved | None:
        """The last answer."""
        return next((saved for saved in reversed(self._passed) if saved), None)

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(saved is not None for saved in self._passed)

    def answer(self, question: Question, verdict: str) -> Saved:
        """Save the answer to the question and go on."""
        saved = self._review.answer(question, verdict, self._by)
        self._pass(saved)
        return saved

    def skip(self) -> None:
        """Go on without an answer."""
        self._pass(None)

    def back(self) -> Saved | None:
        """Go back to the question before; its answer, which is returned, is undone."""
        if not self._passed:
            return None
        saved = self._passed[-1]
        if saved:
            self._review.take_back(saved)
        self._passed.pop()
        if len(self._passed) < len(self._questions) - len(self._rounds[-1]):
            self._rounds.pop()  # what these answers opened
        return saved

    def give_reason(self, last: Saved, why: str) -> Saved:
        """Save the last answer again, with a reason."""
        saved = self._review.give_reason(last, why)
        self._passed[self._passed.index(last)] = saved
        return saved

    def _pass(self, saved: Saved | None) -> None:
        self._passed.append(saved)
        if len(self._passed) == len(self._questions):
            self._open_round()

    def _open_round(self) -> None:
        """Ask what is open and was not asked yet."""
        asked = {(question.left, question.right) for question in self._questions}
        fresh = [one for one in self._review.state().questions if (one.left, one.right) not in asked]
        left = None if self._limit is None else self._limit - len(self._questions)
        if fresh[:left]:
            self._rounds.append(fresh[:left])
