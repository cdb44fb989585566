"""What every test shares: how many examples Hypothesis tries."""

import os

from hypothesis import HealthCheck, settings

# The same examples each time, so that a red run says something of the change that it is run on;
# new ones are looked for by HYPOTHESIS_PROFILE=thorough.
settings.register_profile(
    "dev",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
