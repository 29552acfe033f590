"""The rules of a module, read from its source, each taken away in a text of its own: what tests/mutation.py tries."""

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

MOVED = 1.5  # a limit times this, and divided by it; a whole number one up and one down
OTHER = {"any": "all", "all": "any", "min": "max", "max": "min"}
LIMITS, TABLE = (
    "<limits>",
    "<table>",
)  # places outside of functions: numbers and words at the top; the rows of the function table


@dataclass(frozen=True)
class Mutant:
    line: int
    rule: str
    change: str
    source: bytes


class Cutter:
    """Makes the mutants of a module: pieces of its text replaced, where the syntax tree says that they are rules."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.starts = [0, *itertools.accumulate(len(line) for line in text.splitlines(keepends=True))]

    def span(self, node: ast.AST) -> tuple[int, int]:
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def old(self, node: ast.AST) -> str:
        begin, end = self.span(node)
        return self.text[begin:end].decode()

    def cut(self, node: ast.AST, new: str, change: str, rule: ast.AST | None = None) -> Mutant:
        begin, end = self.span(node)
        words = shorten(self.old(rule or node), 160)
        return Mutant(node.lineno, words, shorten(change, 100), self.text[:begin] + new.encode() + self.text[end:])

    def mutants(self, only: tuple[str, ...] = ()) -> Iterator[Mutant]:
        """Of the whole module, or of these places in it. Raises LookupError for one that it has not."""
        tree = ast.parse(self.text)
        places = {name: function for node in tree.body for name, function in functions(node)}
        if missing := set(only) - places.keys() - {LIMITS, TABLE}:
            raise LookupError(", ".join(missing))
        for node in tree.body if not only or LIMITS in only else ():
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                yield from self.limits(node.value, node)
                if isinstance(node.value, ast.Dict) and node.value.keys:
                    yield from self.without(node.value, "", node)
        if TABLE in only:
            yield from self.table(tree)
        for name, function in places.items():
            if not only or name in only:
                yield from self.function(function)

    def table(self, tree: ast.Module) -> Iterator[Mutant]:
        nothing = {"needs": "{}", "asks": "()", "fitted": "True"}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and self.old(call.func) == "Row":
                row = self.old(call.args[0])
                for keyword in (keyword for keyword in call.keywords if keyword.arg in nothing):
                    yield self.cut(keyword.value, nothing[keyword.arg], f"{row}: none", keyword)
                    for several in ast.walk(keyword.value):
                        if len(getattr(several, "keys", getattr(several, "elts", ()))) > 1:
                            yield from self.without(several, f"{row}: ", keyword)

    def without(self, node: ast.Dict | ast.Tuple | ast.List | ast.Set, where: str, rule: ast.AST) -> Iterator[Mutant]:
        """Something in brackets without one of its elements, each in turn."""
        if isinstance(node, ast.Dict):
            parts = [
                f"{self.old(key)}: {self.old(value)}" if key else f"**{self.old(value)}"
                for key, value in zip(node.keys, node.values)
            ]
        else:
            parts = [self.old(element) for element in node.elts]
        text = self.old(node)
        for at, part in enumerate(parts):
            rest = "".join(f"{kept}, " for kept in parts[:at] + parts[at + 1 :])
            yield self.cut(node, text[0] + rest + text[-1], f"{where}without {part.partition(': ')[0]}", rule)

    def limits(self, node: ast.AST, rule: ast.AST) -> Iterator[Mutant]:
        """Numbers moved both ways, of words in brackets each dropped."""
        for found in inside(node, (ast.Call, ast.Subscript) if node is rule else ()):
            if (
                isinstance(found, ast.Constant)
                and type(found.value) in (int, float)
                and (isinstance(found.value, int) or found.value > 1e-3)
            ):
                number = found.value
                for moved in (number + 1, number - 1) if isinstance(number, int) else (number * MOVED, number / MOVED):
                    yield self.cut(found, f"{moved:.6g}", f"{number:g} is {moved:.6g}", rule)
            elif (
                isinstance(found, ast.Tuple | ast.Set | ast.List)
                and len(found.elts) > 1
                and all(map(is_word, found.elts))
            ):
                yield from self.without(found, "", rule)

    def function(self, function: ast.FunctionDef) -> Iterator[Mutant]:
        last = function.body[-1] if function.returns is not None and self.old(function.returns) == "bool" else None
        for test in conditions(function, last):
            kind = getattr(test, "op", None)  # of an `or` never says less than without a part of it, of an `and` always
            if self.old(test) != "False" and not isinstance(kind, ast.Or):
                yield self.cut(test, f"(({self.old(test)}) and False)", "never")  # what it does besides is still done
            if self.old(test) != "True" and not isinstance(kind, ast.And):
                yield self.cut(test, f"(({self.old(test)}) or True)", "always")
        for node in inside(function):
            if isinstance(node, ast.BoolOp) and not is_default(node):
                neutral = "or True" if isinstance(node.op, ast.And) else "and False"
                for operand in node.values:
                    yield self.cut(operand, f"(({self.old(operand)}) {neutral})", f"without {self.old(operand)}", node)
            elif isinstance(node, ast.Compare):
                yield from self.limits(node, node)
                if len(node.ops) > 1:
                    (low, _), (begin, middle), (_, high) = map(self.span, (node.left, *node.comparators))
                    yield self.cut(node, self.text[low:middle].decode(), "no upper end")
                    yield self.cut(node, self.text[begin:high].decode(), "no lower end")
            elif isinstance(node, ast.Call) and (other := OTHER.get(self.old(node.func))):
                yield self.cut(node.func, other, other, node)
            for body in (getattr(node, name, ()) for name in ("body", "orelse", "finalbody")):
                if isinstance(body, list) and (
                    len(body) > 1 or not isinstance(node, ast.If)
                ):  # else a forced condition says the same
                    yield from (self.cut(each, "pass", "removed") for each in body if self.acts(each, function))

    def acts(self, statement: ast.stmt, function: ast.FunctionDef) -> bool:
        """Does a statement do something, or leave? Not those that only log, nor those without which nothing runs."""
        if isinstance(statement, ast.Assign):
            return not isinstance(statement.targets[0], ast.Name | ast.Tuple) and function.name != "__init__"
        if isinstance(statement, ast.Expr):
            return isinstance(statement.value, ast.Call) and not self.old(statement).startswith("log.")
        if isinstance(statement, ast.Return):
            return statement is not function.body[-1]
        return isinstance(statement, ast.Raise | ast.Continue | ast.AugAssign)


def functions(node: ast.AST, above: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    if isinstance(node, ast.FunctionDef):
        yield f"{above}{node.name}", node
    elif isinstance(node, ast.ClassDef):
        for inner in node.body:
            yield from functions(inner, f"{node.name}.")


def inside(node: ast.AST, but: tuple[type, ...] = ()) -> Iterator[ast.AST]:
    """All of it; without text that has holes, whose parts have no places of their own."""
    if not isinstance(node, (ast.JoinedStr, *but)):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from inside(child, but)


def conditions(node: ast.AST, last: ast.stmt | None, within: bool = False) -> Iterator[ast.expr]:
    """What is asked, and what a function says that answers yes or no, to its `last` statement.

    Not the conditions of loops: a forced one never ends.
    """
    for child in ast.iter_child_nodes(node):
        boolean = isinstance(child, ast.Compare | ast.BoolOp) or (
            isinstance(child, ast.UnaryOp) and isinstance(child.op, ast.Not)
        )
        test = child is getattr(node, "test", None) or child in getattr(node, "ifs", ())
        asked = test or (boolean and not within)
        says = (
            last is not None and isinstance(node, ast.Return) and (node is last or not isinstance(child, ast.Constant))
        )
        if says or (asked and not isinstance(node, ast.While) and not is_default(child)):
            yield child
        if not isinstance(child, ast.JoinedStr):
            yield from conditions(child, last, within or asked)


def is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_default(node: ast.AST) -> bool:
    """`value or 0`: not a question."""
    return isinstance(node, ast.BoolOp) and isinstance(node.values[-1], ast.Constant | ast.JoinedStr | ast.Dict)
