"""How the tests are shared between the processes that run them."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# What these files stand on takes seconds to make: each group is run by one process, which makes it once.
TOGETHER = {
    "tests/browser/test_every_page.py": "the example, served",
    "tests/ground/test_serving.py": "a new installation",
    "tests/kernel/test_straight_sql.py": "a long history",
    "tests/web/test_demo.py": "the example",
    "tests/web/test_export.py": "an export",
}


class Scheduling(LoadScopeScheduling):
    """Hand tests out one at a time, in the order that they stand in, so that both processes end together."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        """Keep the order: the slow ones stand first."""
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)
