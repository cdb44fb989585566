"""The shipped cases as Python sees them: loaded once for all tests of the door."""

import timeline
from tests.cli.runner import ROOT

WORKSPACE = timeline.load_workspace(ROOT)
