"""The coordinator's forms: sent to the bot, tried, published, replaced, downloaded, retired; what people sent."""

from handlers.forms import begin, exports, listing, pushes, small
from handlers.routing import Routes

routes = Routes()
for journey in (begin, exports, listing, pushes, small):
    routes.include(journey.routes)
