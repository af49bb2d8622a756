"""Who visits what: a pure function from needs and volunteers to a plan that says why.

Held always: nobody over their weekly limit, nobody with a conflict of interest, no two visits of one person in the
same hour, blind pairs seen by different people. Then, in this order: as many needs covered as can be (a maximum flow),
load fair within two, same district before the rest of the region, interest, distance, languages.
"""

from domain.matching.facts import Candidate, Gap, GapWhy, Need, Offer, Plan, Reason, Why
from domain.matching.planner import plan

__all__ = ["Candidate", "Gap", "GapWhy", "Need", "Offer", "Plan", "Reason", "Why", "plan"]
