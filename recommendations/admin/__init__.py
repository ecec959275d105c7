"""The back office of recommending, by what it is about."""

from recommendations.admin import digest as digest
from recommendations.admin import events as events
from recommendations.admin import outcomes as outcomes
from recommendations.admin import page_rules as page_rules
from recommendations.admin import pages as pages
from recommendations.admin import rewards as rewards
from recommendations.admin import schedules as schedules
from recommendations.admin import search as search
from recommendations.admin import training as training
