"""No count that is not shown can be worked out from what is: not even by somebody who knows the rule and tries all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.digests.figures import LEAST, Part, in_order, shown, together

PAIRS = Part("all", (Part("early", (Part("a"), Part("b"))), Part("late", (Part("c"), Part("d")))))
CHAIN = together("abc")


def worlds(leaves: tuple[str, ...], most: int) -> Iterator[dict[str, int]]:
    """Everything that could be so, up to a total."""
    for counts in product(range(most + 1), repeat=len(leaves)):
        if sum(counts) <= most:
            yield dict(zip(leaves, counts, strict=True))


@pytest.mark.parametrize(("tree", "most"), [(PAIRS, 22), (CHAIN, 30), (Part("all", (Part("a"), Part("b"))), 40)])
def test_whoever_tries_everything_that_could_be_so_finds_more_than_one_answer(tree: Part, most: int) -> None:
    seen: dict[tuple[tuple[str, int], ...], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for world in worlds(tree.leaves, most):
        figures = shown(tree, world)
        for leaf, count in world.items():
            seen[tuple(figures.items())][leaf].add(count)
    for look, possible in seen.items():
        hidden = {leaf: counts for leaf, counts in possible.items() if leaf not in dict(look)}
        assert all(len(counts) > 1 for counts in hidden.values()), look


@given(st.fixed_dictionaries({leaf: st.integers(0, 60) for leaf in "abcd"}))
def test_nothing_small_is_shown_and_what_is_shown_is_right(world: dict[str, int]) -> None:
    figures = shown(PAIRS, world)
    assert all(count >= LEAST for count in figures.values())
    sums = {**world, "early": world["a"] + world["b"], "late": world["c"] + world["d"], "all": sum(world.values())}
    assert all(sums[name] == count for name, count in figures.items())


@given(st.fixed_dictionaries({leaf: st.integers(0, 60) for leaf in "abcd"}))
def test_the_parts_of_a_whole_are_shown_all_or_none(world: dict[str, int]) -> None:
    figures = shown(PAIRS, world)
    for whole in (PAIRS, *PAIRS.parts):
        there = [part.name in figures for part in whole.parts]
        assert all(there) or not any(there)
        assert whole.name in figures or not any(there)


@given(st.fixed_dictionaries({leaf: st.integers(0, 60) for leaf in "abcd"}))
def test_no_figure_is_had_by_adding_and_subtracting_others(one: dict[str, int]) -> None:
    """Where a whole is shown and its parts are not, another world with other parts shows the very same."""
    figures = shown(PAIRS, one)
    for whole in (PAIRS, *PAIRS.parts):
        if whole.name not in figures or any(part.name in figures for part in whole.parts):
            continue
        moved = _moved(whole, one)
        assert moved != one
        assert shown(PAIRS, moved) == figures


def _moved(whole: Part, world: Mapping[str, int]) -> dict[str, int]:
    """Another world that looks the same: all of a hidden whole in its first leaf, or in its last."""
    first, *_, last = whole.leaves
    total = sum(world[leaf] for leaf in whole.leaves)
    emptied = {**world, **dict.fromkeys(whole.leaves, 0)}
    all_first = {**emptied, first: total}
    return all_first if all_first != world else {**emptied, last: total}


def test_what_is_small_is_shown_as_one_with_what_stands_beside_it() -> None:
    figures = shown(CHAIN, {"a": 2, "b": 6, "c": 9})
    assert [(part.name, count) for part, count in in_order(CHAIN, figures)] == [("a+b", 8), ("c", 9)]
    assert [(part.name, count) for part, count in in_order(CHAIN, {})] == [("a+b+c", None)]
    figures = shown(CHAIN, {"a": 20, "b": 6, "c": 4})
    assert [(part.name, count) for part, count in in_order(CHAIN, figures)] == [("a+b+c", 30)]
