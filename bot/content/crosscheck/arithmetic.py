"""The value of an arithmetic expression over names, and nothing else that Python could do."""

import ast
import math
import operator
import warnings
from collections.abc import Callable, Mapping


def _power(base: float, exponent: float) -> float:
    power = base**exponent
    # The root of a negative number is complex in Python; here it has no value.
    return math.nan if isinstance(power, complex) else power


_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda left, right: left / right,
    ast.Pow: _power,
}
_NO_VALUE = "has no value: a division by zero, a root of a negative number or a number too large"


def evaluate(expression: str, names: Mapping[str, float]) -> float:
    """A finite number; raises ValueError with a sentence where there is none.

    Knows `+ - * / **`, a leading minus, brackets, numbers and the given names. Every number is
    a float, so that no power can grow without bounds.
    """
    try:
        with warnings.catch_warnings():
            # The parser warns of things like "1if"; what it makes of them is refused below.
            warnings.simplefilter("ignore")
            tree = ast.parse(expression.strip(), mode="eval")
        value = _value(tree.body, names)
    except (SyntaxError, MemoryError, RecursionError):
        raise ValueError("is not an expression") from None
    except ArithmeticError:
        raise ValueError(_NO_VALUE) from None
    if not math.isfinite(value):
        raise ValueError(_NO_VALUE)
    return value


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](_value(left, names), _value(right, names))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Name(id=name):
            raise ValueError(f"uses {name}, which is not defined above it")
        case _:
            raise ValueError(f"may only use + - * / ** and brackets, not {ast.unparse(node)}")
