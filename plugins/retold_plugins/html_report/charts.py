"""The small drawings of the page, as numbers for SVG: the map at the edge, and what is kept along a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from retold_plugins.html_report.texts import Text

HEIGHT = 1000.0
MOST_BARS = 400
"""Of one column of the map; sentences of longer texts are drawn in bins."""
BINS = 60


@frozen
class Bar:
    """A rectangle of one column: where it begins and ends (0 to 1000), and what it stands for."""

    start: float
    size: float
    status: str


@frozen
class Line:
    """A link from the left column to the right one."""

    left: float
    right: float
    moved: bool


@frozen
class Map:
    """Both texts as columns, with the links between them."""

    left: tuple[Bar, ...]
    right: tuple[Bar, ...]
    lines: tuple[Line, ...]


def map_of(sources: Sequence[Text], retelling: Text, links: Iterable[tuple[object, ...]]) -> Map:
    """The map of one comparison; several sources stand one below the other."""
    left, right = column(sources), column([retelling])
    lines = [
        Line(round(middle(left, source), 1), round(middle(right, told), 1), bool(link[5]))
        for link in links
        for source in list(link[0])[:1]  # type: ignore[call-overload]
        for told in list(link[1])[:1]  # type: ignore[call-overload]
        if source in left and told in right
    ]
    return Map(
        bars(left.values()),
        bars(right.values()),
        tuple(lines if len(lines) <= MOST_BARS else lines[:: len(lines) // MOST_BARS]),
    )


def column(parts: Sequence[Text]) -> dict[str, Bar]:
    """A bar for each sentence of some texts, by the sentence's id."""
    total = sum(text.length for text in parts) or 1
    out: dict[str, Bar] = {}
    before = 0
    for text in parts:
        for name, start, end, status in text.units:
            out[name] = Bar((before + start) / total * HEIGHT, (end - start) / total * HEIGHT, status)
        before += text.length
    return out


def middle(column_: dict[str, Bar], name: str) -> float:
    """The middle of a sentence's bar."""
    return column_[name].start + column_[name].size / 2


def bars(all_bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Bars fit to draw: neighbours of one status joined where there are too many."""
    ordered = sorted(all_bars, key=lambda bar: bar.start)
    if len(ordered) <= MOST_BARS:
        return tuple(Bar(round(b.start, 1), max(1.0, round(b.size, 1)), b.status) for b in ordered)
    joined: list[Bar] = []
    for bar in ordered:
        if joined and joined[-1].status == bar.status and bar.start - joined[-1].start < HEIGHT / BINS:
            joined[-1] = Bar(joined[-1].start, bar.start + bar.size - joined[-1].start, bar.status)
        else:
            joined.append(bar)
    return tuple(Bar(round(b.start, 1), max(1.0, round(b.size, 1)), b.status) for b in joined[: 4 * MOST_BARS])


def kept_along(sources: Sequence[Text]) -> tuple[Bar, ...]:
    """What is kept along the first source, in bins: ``start`` and ``size`` are the bin's, status is kept in tenths."""
    units = [unit for text in sources[:1] for unit in text.units]
    total = sum(end - start for _, start, end, _ in units) or 1
    weight = {"kept": 1.0, "partly": 0.5}
    kept, size, at = [0.0] * BINS, [0.0] * BINS, 0
    for _, start, end, status in units:
        bin_ = min(BINS - 1, int((at + (end - start) / 2) / total * BINS))
        kept[bin_] += (end - start) * weight.get(status, 0.0)
        size[bin_] += end - start
        at += end - start
    shares = [k / s if s else None for k, s in zip(kept, size, strict=True)]
    filled: list[Bar] = []
    last = 0.0
    for i, share in enumerate(shares):
        last = last if share is None else share
        filled.append(Bar(round(i * 100 / BINS, 2), round(last * 20, 1), "kept"))
    return tuple(filled)
