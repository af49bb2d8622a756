"""The coordinator's forms: sent to the bot, tried, published, replaced, downloaded, retired."""

from handlers.forms import begin, listing
from handlers.routing import Routes

routes = Routes()
for journey in (begin, listing):
    routes.include(journey.routes)
