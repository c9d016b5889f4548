"""The one place that knows what time it is: all others ask here, so that a day is an input."""

import os
from datetime import UTC, date, datetime

from etl.problems import StopError

SETTING = "ALIGNMENT_TODAY"
"""A day such as 2027-01-15 on which this process believes to run; without it, the machine's."""


class ClockError(StopError):
    """The setting names no day."""


def now() -> datetime:
    """The time in UTC, on the day of the setting where there is one; or ClockError."""
    time, setting = datetime.now(UTC), os.environ.get(SETTING)
    if not setting:
        return time
    try:
        return datetime.combine(datetime.strptime(setting, "%Y-%m-%d"), time.timetz())
    except ValueError:
        raise ClockError(f"{SETTING} is '{setting}', no day such as 2027-01-15 (mend it)") from None


def today() -> date:
    """The day in UTC, wherever the machine stands; or ClockError."""
    return now().date()
