"""The coordinator's journey: the inbox, a case, and what can be done with it."""

from __future__ import annotations

from handlers.coordinator.cases import (
    ask,
    canned,
    case,
    close,
    contact,
    due,
    evidence,
    handing,
    inbox,
    life,
    merging,
    mute,
    reject,
    searching,
    sharing,
    tags,
    tell,
    typed,
    whole,
)
from handlers.coordinator.fieldwork import (
    campaign_new,
    campaign_places,
    campaign_plan,
    campaigns,
    findings,
    organisations,
    place_form,
    place_upload,
    places,
    route_places,
    tasks,
    teams,
    thanks,
    visit_decide,
    visits,
    volunteers,
)
from handlers.coordinator.outreach import broadcasts, digest, group, takeaway
from handlers.coordinator.referral import (
    authorities,
    authority_form,
    forwarding,
    recommendations,
    referral,
    referral_sent,
)
from handlers.routing import Routes

routes = Routes()
_groups = (teams, organisations)
_places = (places, place_form, place_upload, route_places)
_making = (campaigns, campaign_new, campaign_places, campaign_plan)
_campaigns = (*_making, tasks, visits, visit_decide, findings, *_groups, *_places)
_letters = (authorities, authority_form, referral, referral_sent, forwarding, recommendations)
_triage = (merging, handing, tags, sharing, searching)
_desk = (
    inbox,
    broadcasts,
    due,
    digest,
    takeaway,
    case,
    life,
    ask,
    reject,
    close,
    contact,
    evidence,
    whole,
    typed,
    tell,
    canned,
    group,
    mute,
    volunteers,
    thanks,
)
for _part in (*_desk, *_triage, *_campaigns, *_letters):
    routes.include(_part.routes)
