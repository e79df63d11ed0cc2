"""What a service can do in numbers stands in a fact; a design’s prose uses the names of its numbers."""

import re
from collections.abc import Iterator
from typing import Any, cast

from bot.content.document import Data
from bot.content.faults import Fault
from bot.content.shelf import Entry, Shelf
from bot.content.style.prose import texts
from bot.domain.daily.question import Question, SystemDesign

NAMED = 2
"""Results of an estimation that the prose uses at least."""
_SERVICE = re.compile(
    r"\b(?:S3|Lambda|DynamoDB|EC2|EBS|EFS|SQS|SNS|Kinesis|RDS|Aurora|ElastiCache|Valkey|Redshift"
    r"|CloudFront|Route 53|VPC|ALB|NLB|ELB|ECS|EKS|Fargate|AWS Batch|CloudWatch|X-Ray|API Gateway"
    r"|Step Functions|EventBridge|IAM|KMS|Glacier|Athena|Glue|Firehose|Cognito|CloudFormation"
    r"|Storage Gateway|Transit Gateway|PrivateLink|AppSync|MSK|OpenSearch|Secrets Manager)\b"
)
_NUMBER = re.compile(r"(?<![\w.\-])\d(?:[\d,.]*\d)?")
_SENTENCE = re.compile(r"(?<=[.;?!])\s+")
_SMALL = frozenset("0123")
"""Counts that are no claim about a service."""
_PROSE = ("hints", "outline", "pitfalls", "follow_ups", "deep_dives", "listen_for")
_GIVEN = ("prompt", "clarifications", "requirements", "limits", "facts")


def check_figures(shelf: Shelf) -> Iterator[Fault]:
    """E604: a bare number beside a service. E605: a design whose prose uses no names."""
    for question in shelf.questions:
        yield from _bare(question)
        if isinstance(question.value, SystemDesign):
            yield from _unnamed(question, question.value)


def _bare(question: Entry[Question]) -> Iterator[Fault]:
    given = _numbers(
        *(text for name in _GIVEN for text in texts(getattr(question.value, name, ())))
    )
    if isinstance(question.value, SystemDesign):
        estimates = question.value.estimation
        given |= {f"{estimate.value:g}" for estimate in estimates}
        given |= _numbers(*(f"{estimate.value:f}".rstrip("0") for estimate in estimates))
        given |= _numbers(*texts(estimates))
    for name in _PROSE:
        for text in texts(getattr(question.value, name, ())):
            for sentence in _SENTENCE.split(text):
                bare = _numbers(_SERVICE.sub(" ", sentence)) - given - _SMALL
                if bare and _SERVICE.search(sentence):
                    told = f"{', '.join(sorted(bare))} beside a service stands in no fact: “{sentence}”"
                    yield question.fault("E604", told, name)


def _numbers(*found: str) -> set[str]:
    return {
        number.replace(",", "").rstrip(".") for text in found for number in _NUMBER.findall(text)
    }


def _unnamed(question: Entry[Question], value: SystemDesign) -> Iterator[Fault]:
    results = {estimate.name for estimate in value.estimation if estimate.expression is not None}
    raw = _at(question.document.data, *question.steps)
    prose = str([_at(raw, "outline"), _at(raw, "deep_dives")])
    used = results & set(re.findall(r"\{(\w+)\}", prose))
    if len(used) < NAMED:
        message = f"{len(used)} results of the estimation are used by {{name}}, {NAMED} at least"
        yield question.fault("E605", message, "outline")


def _at(data: Data, *steps: str | int) -> Data:
    """The part of what was read that these steps lead to."""
    for step in steps:
        data = cast("Any", data)[step]
    return data
