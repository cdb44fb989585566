"""The shipped cases as Python sees them: loaded once for all tests of the door."""

from unittest.mock import patch

import timeline
from tests.cli.runner import ROOT, TODAY

with patch("timeline.door.workspace._today", TODAY.toordinal):
    WORKSPACE = timeline.load_workspace(ROOT)
