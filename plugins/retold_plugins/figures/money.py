"""Whether an amount in one currency can be the same as one in another."""

from __future__ import annotations

import datetime
import functools
import statistics
from collections.abc import Mapping, Sequence

from attrs import frozen

from retold import tables
from retold_plugins.figures.artifacts import AMOUNT, Figure

BY_CONSENSUS = 0.09
"""How far a conversion may lie from the rate of the others in its article, beside what rounding explains."""
BY_RATE = 0.1
"""How far from the published rate near the article's date."""
STRETCH = 0.05
"""By how much more two conversions must differ before one of them alone is called wrong."""
SPARE = 1.06
"""How far outside the range of rates since 2005."""


@frozen
class Exchange:
    """An amount and what it was converted into."""

    amount: Figure
    converted: Figure

    @property
    def currencies(self) -> tuple[str, str]:
        """From and into which currency."""
        return self.amount.unit, self.converted.unit

    @property
    def rate(self) -> float:
        """What one unit became."""
        return self.converted.value / self.amount.value


def are_convertible(a: Figure, b: Figure) -> bool:
    """Two amounts in different currencies, neither of them nothing."""
    return a.kind == b.kind == AMOUNT and a.unit != b.unit and a.value > 0 and b.value > 0


def rounding(exchange: Exchange) -> float:
    """The share by which rounding may have moved a rate."""
    return sum(min(0.5, f.step / 2 / f.value) for f in (exchange.amount, exchange.converted) if f.value)


@functools.cache
def worth() -> Mapping[str, tuple[float, float]]:
    """What a unit of each currency has been worth in dollars: the least and the most."""
    return {code: tuple(row["worth"]) for code, row in tables.load(__file__, "currencies").items()}


def is_plausible(exchange: Exchange) -> bool:
    """Whether the rate lies in the range of the last two decades."""
    source, target = (worth().get(code) for code in exchange.currencies)
    if source is None or target is None:
        return True
    slack = SPARE * (1 + min(0.1, rounding(exchange)))
    return source[0] / target[1] / slack <= exchange.rate <= source[1] / target[0] * slack


def is_right(exchange: Exchange, others: Sequence[Exchange], day: datetime.date | None) -> bool:
    """Whether a conversion agrees with the published rate, the rate of the others, and the range of rates."""
    if not is_plausible(exchange):
        return False
    rates = [other.rate for other in others if other.currencies == exchange.currencies and other != exchange]
    rates += [1 / other.rate for other in others if other.currencies == exchange.currencies[::-1] and other != exchange]
    if len(rates) >= 2:
        usual = statistics.median(rates)
        agreeing = [rate for rate in rates if abs(rate / usual - 1) <= BY_CONSENSUS]
        if len(agreeing) * 2 > len(rates):
            return abs(exchange.rate / usual - 1) <= BY_CONSENSUS + rounding(exchange)
    if len(rates) == 1 and abs(exchange.rate / rates[0] - 1) > BY_CONSENSUS + rounding(exchange) + STRETCH:
        return nearness(exchange.currencies, exchange.rate) <= nearness(exchange.currencies, rates[0])
    published = published_rate(exchange.currencies, day) if day else None
    if published:
        return abs(exchange.rate / published - 1) <= BY_RATE + rounding(exchange)
    return True


def nearness(currencies: tuple[str, str], rate: float) -> float:
    """How far a rate lies from the usual one of recent years, as a factor; 1 where the table has none."""
    table = tables.load(__file__, "currencies")
    usual = [float(table.get(code, {}).get("usual", 0)) for code in currencies]
    if not all(usual):
        return 1.0
    share = rate / (usual[0] / usual[1])
    return max(share, 1 / share)


def published_rate(currencies: tuple[str, str], day: datetime.date) -> float | None:
    """The European Central Bank's rate of that day, where the extra ``rates`` is installed."""
    table = _converter()
    if table is None:
        return None
    try:
        return float(table.convert(1.0, currencies[0], currencies[1], date=day))  # type: ignore[attr-defined]
    except (ValueError, KeyError):  # a currency or a day that the bank has no rate of
        return None


@functools.cache
def _converter() -> object | None:
    try:
        from currency_converter import CurrencyConverter
    except ImportError:
        return None
    table: object = CurrencyConverter(fallback_on_missing_rate=True, fallback_on_wrong_date=True)
    return table
