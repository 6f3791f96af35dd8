"""FHIRPath of calculated answers: checked strictly, evaluated within a fence.

The library's parser mends what it cannot read; a score must not rest on a guess, so that here every
such mending is a mistake. Only functions that end and that tell the same on every day are let in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from alongside.forms.extensions import WEIGHTS

LONGEST = 2000
# fmt: off
FUNCTIONS = frozenset(
    {
        "abs", "all", "allFalse", "allTrue", "anyFalse", "anyTrue", "aggregate", "avg",
        "ceiling", "coalesce", "combine", "count", "descendants", "distinct", "empty",
        "exists", "first", "floor", "iif", "intersect", "last", "max", "min", "not",
        "ordinal", "power", "round", "select", "single", "skip", "sqrt", "sum", "tail",
        "take", "toDecimal", "toInteger", "toString", "truncate", "union", "weight",
        "where",
    }
)
# fmt: on
VARIABLES = frozenset({"resource", "context"})
_LINK = re.compile(r"linkId\s*(?:=|~)\s*'([^']*)'")
_LINKS = re.compile(r"linkId\s+in\s+\(([^()]*)\)")
_VARIABLE = re.compile(r"%`?([A-Za-z_][\w-]*)")


class ExpressionFault(ValueError):
    """Why an expression is not used, as the rest of a sentence."""


def links_of(expression: str) -> tuple[str, ...]:
    """The linkIds that an expression names, each once."""
    listed = [one for found in _LINKS.findall(expression) for one in re.findall("'([^']*)'", found)]
    return tuple(dict.fromkeys([*_LINK.findall(expression), *listed]))


@lru_cache(maxsize=1024)
def check_expression(expression: str) -> None:
    """Raise :class:`ExpressionFault` unless the expression can be read and is let in."""
    if len(expression) > LONGEST:
        raise ExpressionFault(f"it is longer than {LONGEST} letters")
    for name in _VARIABLE.findall(expression):
        if name not in VARIABLES:
            raise ExpressionFault(f"%{name} is not known; %resource and %context are")
    for name in _functions(_strict_tree(expression)):
        if name not in FUNCTIONS:
            raise ExpressionFault(f"the function {name}() is not let in")


def evaluate(expression: str, response: Mapping[str, Any]) -> Any:
    """What the expression says of a QuestionnaireResponse: one value, or ``None`` for nothing.

    Raises
    ------
    ExpressionFault
        When it cannot be computed, or says more than one thing.
    """
    try:
        found = _compiled(expression)(dict(response), {"resource": response})
    except ExpressionFault:
        raise
    except Exception as error:  # the library raises plain exceptions for what does not fit
        raise ExpressionFault(f"it cannot be computed: {type(error).__name__}") from error
    if len(found) > 1:
        raise ExpressionFault("it gives more than one answer")
    return found[0] if found else None


@lru_cache(maxsize=512)
def _compiled(expression: str) -> Callable[..., list[Any]]:
    from fhirpathpy import compile as compile_path
    from fhirpathpy.models import models

    check_expression(expression)
    made: Callable[..., list[Any]] = compile_path(
        expression, models["r4"], {"userInvocationTable": _own_functions()}
    )
    return made


def _own_functions() -> dict[str, Any]:
    """Weights of options, and sums that see through the library's wrapping of answers."""
    from fhirpathpy.engine import util

    get_data: Callable[[Any], Any] = util.get_data

    def numbers(values: list[Any]) -> list[Decimal]:
        return [Decimal(str(get_data(one))) for one in values]

    def weights(values: list[Any]) -> list[Decimal]:
        said = (_weight(get_data(one)) for one in values)
        return [one for one in said if one is not None]

    def mean(values: list[Any]) -> Any:
        return sum(numbers(values)) / len(values) if values else []

    none: dict[str, Any] = {"arity": {0: []}}
    return {
        "weight": {"fn": weights, **none},
        "ordinal": {"fn": weights, **none},
        "sum": {"fn": lambda values: sum(numbers(values), Decimal(0)), **none},
        "avg": {"fn": mean, **none},
        "min": {"fn": lambda values: min(numbers(values), default=[]), **none},
        "max": {"fn": lambda values: max(numbers(values), default=[]), **none},
    }


def _weight(answer: Any) -> Decimal | None:
    coding = answer.get("valueCoding", answer) if isinstance(answer, dict) else {}
    for one in coding.get("extension", ()) if isinstance(coding, dict) else ():
        if one.get("url") in WEIGHTS:
            return Decimal(str(one.get("valueDecimal", 0)))
    return None


def _strict_tree(expression: str) -> Any:
    """The parse tree, with nothing mended."""
    from antlr4 import CommonTokenStream, InputStream
    from antlr4.error.ErrorListener import ErrorListener
    from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
    from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

    class Strict(ErrorListener):  # type: ignore[misc]
        def syntaxError(self, _a: Any, _b: Any, line: int, column: int, *_rest: Any) -> None:
            raise ExpressionFault(f"it cannot be read at letter {column + 1}")

    lexer = FHIRPathLexer(InputStream(expression))
    parser = FHIRPathParser(CommonTokenStream(lexer))
    for one in (lexer, parser):
        one.removeErrorListeners()
        one.addErrorListener(Strict())
    try:
        tree = parser.expression()
    except RecursionError:
        raise ExpressionFault("it is nested too deeply") from None
    if parser.getCurrentToken().type != -1:  # the end of the text
        raise ExpressionFault(f"it cannot be read at letter {parser.getCurrentToken().column + 1}")
    return tree


def _functions(tree: Any) -> Iterator[str]:
    """Names of the functions that a parse tree calls."""
    if type(tree).__name__ == "FunctnContext":
        yield tree.identifier().getText()
    for one in getattr(tree, "children", None) or ():
        yield from _functions(one)
