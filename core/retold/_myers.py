"""diff-match-patch without its clock, and with an innermost loop of our own."""

from __future__ import annotations

from diff_match_patch import diff_match_patch

Diffs = list[tuple[int, str]]
ENDS = "\ud800", "\ud801"
"""What stands behind the last characters while paths are followed, equal to nothing: no path need look for the end."""


class Worker(diff_match_patch):  # type: ignore[misc]
    """Finds what diff-match-patch finds, the sooner."""

    def __init__(self) -> None:
        super().__init__()
        self.Diff_Timeout = 0

    def diff_bisect(self, text1: str, text2: str, deadline: float) -> Diffs:
        """The differences, split where the paths from both ends meet."""
        met = None if set(text1).isdisjoint(text2) else meeting(text1, text2)
        if met is None:
            return [(self.DIFF_DELETE, text1), (self.DIFF_INSERT, text2)]
        return self.diff_bisectSplit(text1, text2, *met, deadline)  # type: ignore[no-any-return]


def meeting(a: str, b: str) -> tuple[int, int] | None:
    """Where the furthest reaching paths from both ends meet, as offsets into both; None where nothing is equal.

    Myers's middle snake (An O(ND) Difference Algorithm and Its Variations, 1986). ``ahead`` and ``back`` hold, by
    diagonal, how far into ``a`` the paths from its beginning and from its end have come; diagonals that left the
    grid are no longer walked.
    """
    rows, columns = len(a), len(b)
    delta = rows - columns
    most = (rows + columns + 1) // 2
    zero = most + abs(delta) + 1
    mirror = 2 * zero + delta
    ahead = [-1] * (2 * zero + 1)
    ahead[zero + 1] = 0
    back = ahead[:]
    is_odd = delta % 2 != 0
    past_a, past_b = ([mark] * (most + 2) for mark in ENDS)  # a path that left the grid goes on by one a turn
    a1, a2, b1, b2 = [*a, *past_a], [*a[::-1], *past_a], [*b, *past_b], [*b[::-1], *past_b]
    low1 = high1 = low2 = high2 = zero
    for _ in range(most):
        for k in range(low1, high1 + 1, 2):
            left, x = ahead[k - 1], ahead[k + 1]
            if left >= x:
                x = left + 1
            y = x - k + zero
            while a1[x] == b1[y]:
                x += 1
                y += 1
            ahead[k] = x
            if x > rows:
                high1 -= 2
            elif y > columns:
                low1 += 2
            elif is_odd and x + back[mirror - k] >= rows:
                return x, y
        for k in range(low2, high2 + 1, 2):
            left, x = back[k - 1], back[k + 1]
            if left >= x:
                x = left + 1
            y = x - k + zero
            while a2[x] == b2[y]:
                x += 1
                y += 1
            back[k] = x
            if x > rows:
                high2 -= 2
            elif y > columns:
                low2 += 2
            elif not is_odd and ahead[mirror - k] + x >= rows:
                x = ahead[mirror - k]
                return x, x - (mirror - k) + zero
        low1, high1, low2, high2 = low1 - 1, high1 + 1, low2 - 1, high2 + 1
    return None
