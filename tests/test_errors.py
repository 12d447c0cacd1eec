from __future__ import annotations

import pickle

import pytest

from pipeline.errors import ClaimsetError, ConfigurationError, DataError, UsageError


@pytest.mark.parametrize(("kind", "code"), [(ConfigurationError, 1), (DataError, 1), (UsageError, 2)])
def test_an_error_has_an_exit_code_and_survives_the_way_from_a_worker(kind: type[ClaimsetError], code: int) -> None:
    error = pickle.loads(pickle.dumps(kind("a.txt: broken; mend it.")))
    assert (type(error), str(error), error.exit_code) == (kind, "a.txt: broken; mend it.", code)
