"""How much somebody may ask for in a minute, counted in units of work by each process on its own."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable

WINDOW = 60.0
UNITS_A_MINUTE = 240


class Rates:
    """A sliding minute for each token, or each person; the time is given so that tests need not wait."""

    def __init__(self, units: int = UNITS_A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._units, self._clock = units, clock
        self._spent: dict[int, deque[tuple[float, int]]] = defaultdict(deque)
        self._turn = threading.Lock()

    def take(self, whose: int, units: int) -> int:
        """Take units for a request: 0 when there are enough, else the seconds to wait."""
        with self._turn:
            moment, spent = self._clock(), self._spent[whose]
            while spent and spent[0][0] <= moment - WINDOW:
                spent.popleft()
            left = self._units - sum(cost for _, cost in spent)
            if units <= left:
                spent.append((moment, units))
                return 0
            return int(spent[0][0] + WINDOW - moment) + 1
