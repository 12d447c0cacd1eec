"""What can go wrong, as people see it.

    ClaimsetError
    ├── ConfigurationError   a file that people write is wrong       exit 1
    ├── DataError            rows or files break a rule              exit 1
    │   └── WorkerDiedError  computing a part kills its process      exit 1
    ├── HubError             the Hub refuses or does not answer      exit 1
    └── UsageError           the command line is wrong               exit 2

Arguments are plain strings, so that an error survives the way back from a worker process.
"""

from __future__ import annotations


class ClaimsetError(Exception):
    """A failure with a message that names the thing, the rule and the next action."""

    exit_code = 1


class ConfigurationError(ClaimsetError):
    """A parameter, a source entry or another authored file is wrong."""


class DataError(ClaimsetError):
    """Rows or files break a rule."""


class WorkerDiedError(DataError):
    """Computing a part kills the process that does it."""


class HubError(ClaimsetError):
    """The Hub refuses, does not answer, or holds something else than it should."""


class UsageError(ClaimsetError):
    """The command line is wrong."""

    exit_code = 2
