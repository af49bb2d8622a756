"""The coordinator's forms: sent to the bot, tried, published, replaced, downloaded, retired."""

from handlers.forms import begin, exports, listing
from handlers.routing import Routes

routes = Routes()
for journey in (begin, exports, listing):
    routes.include(journey.routes)
