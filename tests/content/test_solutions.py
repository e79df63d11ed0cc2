"""Each coding question’s two solutions agree with its examples, with each other and its limits."""

import importlib.util
import json
import signal
from collections.abc import Generator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType, ModuleType
from typing import Any

import pytest

from bot.domain.daily.question import Coding
from tests.content.test_shipped import shipped

SOLUTIONS = Path(__file__).parents[2] / "solutions"
PARTS = ("solve", "second", "small", "large")
ROUNDS = 200
SECONDS = 20
"""CPU time for one input at the limits: seconds too many for the stated complexity, minutes too few
for a worse one."""


def path(id: str) -> Path:
    """`cd.graphs.rollout-waves` → `solutions/graphs/rollout_waves.py`."""
    _, topic, slug = id.split(".")
    return SOLUTIONS / topic / f"{slug.replace('-', '_')}.py"


@cache
def solution(id: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"solutions.{id}", path(id))
    assert spec and spec.loader, id
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def coding() -> list[Coding]:
    return [one for one in shipped().questions.values() if isinstance(one, Coding)]


def plain(value: Any) -> Any:
    """The value as JSON has it: a tuple is a list."""
    return json.loads(json.dumps(value))


@contextmanager
def limited(seconds: float) -> Generator[None]:
    """Stops what uses more CPU time than that."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise AssertionError(f"used more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_each_coding_question_has_its_solutions_and_no_other_file_stands_there() -> None:
    there = {found for found in SOLUTIONS.rglob("*.py") if found.name != "__init__.py"}
    assert there == {path(question.id) for question in coding()}
    for question in coding():
        assert [part for part in PARTS if not hasattr(solution(question.id), part)] == []


@pytest.mark.parametrize("question", coding(), ids=lambda question: question.id)
def test_both_solutions_give_the_examples(question: Coding) -> None:
    module = solution(question.id)
    for example in question.examples:
        for method in (module.solve, module.second):
            result = method(**deepcopy(dict(example.arguments)))
            assert plain(result) == plain(example.result), method.__name__


@pytest.mark.parametrize("question", coding(), ids=lambda question: question.id)
def test_both_solutions_agree_on_small_inputs(question: Coding) -> None:
    module = solution(question.id)
    random = Random(question.id)
    results: set[str] = set()
    for _ in range(ROUNDS):
        arguments = module.small(random)
        first = module.solve(**deepcopy(arguments))
        assert plain(first) == plain(module.second(**deepcopy(arguments))), arguments
        results.add(json.dumps(first))
    assert len(results) > 1, "the small inputs all have one result"


@pytest.mark.parametrize("question", coding(), ids=lambda question: question.id)
def test_the_stated_complexity_holds_at_the_limits(question: Coding) -> None:
    module = solution(question.id)
    arguments = module.large()
    with limited(SECONDS):
        module.solve(**arguments)
