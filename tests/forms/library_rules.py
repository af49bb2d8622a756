"""What the observers' checklists call a shortcoming, written apart from the forms: question, good answer, bad ones."""

from collections.abc import Mapping
from types import MappingProxyType

Rule = tuple[str, tuple[str, ...]]
"""An answer that is well (at the threshold where there is one), and those that are a shortcoming."""

YES_IS_WELL: Rule = ("yes", ("no",))
NO_IS_WELL: Rule = ("no", ("yes",))
COMMON: Mapping[str, Rule] = MappingProxyType({"open_hours": YES_IS_WELL, "informal_payment": NO_IS_WELL})
DESK = frozenset({"procurement", "web_resource"})

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "service_centre": {
            "wait_minutes": ("20", ("21", "600")),
            "price_list": YES_IS_WELL,
            "computers": YES_IS_WELL,
            "chosen_language": YES_IS_WELL,
            "rating": ("3", ("2", "1")),
            "middlemen": NO_IS_WELL,
            "ramp": YES_IS_WELL,
        },
        "school": {
            "notice": YES_IS_WELL,
            "council": YES_IS_WELL,
            "menu": YES_IS_WELL,
            "money_collected": NO_IS_WELL,
            "amount": ("0", ("1", "20 мың")),
            "way": ("account", ("cash", "card")),
            "building": ("under_repair", ("needs_repair", "stopped")),
        },
        "college": {
            "admission": YES_IS_WELL,
            "fees": YES_IS_WELL,
            "scholarship": YES_IS_WELL,
            "trust_box": YES_IS_WELL,
            "exam_money": NO_IS_WELL,
            "dormitory": ("published", ("unclear", "informal")),
            "meeting": YES_IS_WELL,
        },
        "pharmacy": {
            "in_stock": YES_IS_WELL,
            "limit_prices": YES_IS_WELL,
            "offered_to_buy": NO_IS_WELL,
            "days_waited": ("3", ("4",)),
        },
        "subsidies": {
            "notice": YES_IS_WELL,
            "application": ("specialist", ("paid",)),
            "by_self": YES_IS_WELL,
            "share_asked": NO_IS_WELL,
            "result": ("refused_explained", ("refused_unexplained",)),
        },
        "road_repair": {
            "board": YES_IS_WELL,
            "works": ("finished", ("stopped",)),
            "potholes": ("0", ("1",)),
            "restored": YES_IS_WELL,
            "signs": YES_IS_WELL,
            "broken_again": NO_IS_WELL,
        },
        "playground": {
            "access": ("paid", ("locked",)),
            "sharp_parts": NO_IS_WELL,
            "faulty": ("0", ("1",)),
            "surface_damage": NO_IS_WELL,
            "lighting": ("on", ("posts_off", "none")),
            "sign": YES_IS_WELL,
            "inclusive": YES_IS_WELL,
        },
        "park": {
            "cleanliness": ("some_litter", ("dirty",)),
            "bins": ("1", ("0",)),
            "overflow": NO_IS_WELL,
            "lights": ("on", ("partly", "off")),
            "toilet": ("clean", ("dirty", "closed", "none")),
            "stumps": NO_IS_WELL,
            "construction": ("with_board", ("no_board",)),
            "step_free": YES_IS_WELL,
        },
        "procurement": {
            "method": ("tender", ("single",)),
            "suppliers": ("2", ("1", "0")),
            "tailored": NO_IS_WELL,
            "outcome": ("matches", ("partly", "mismatch")),
        },
        "railway": {
            "ticket": YES_IS_WELL,
            "empty_seats": NO_IS_WELL,
            "cash_taken": NO_IS_WELL,
            "delay_minutes": ("15", ("16",)),
            "cleanliness": ("fair", ("dirty",)),
            "timetable": YES_IS_WELL,
        },
        "market": {"price_tags": YES_IS_WELL},
        "checkpoint": {
            "board": YES_IS_WELL,
            "badges": YES_IS_WELL,
            "queue_jumped": NO_IS_WELL,
            "deals": NO_IS_WELL,
        },
        "integrity_shop": {
            "shop": ("works", ("closed", "absent")),
            "goods": ("1", ("0",)),
            "no_seller": YES_IS_WELL,
            "prices": YES_IS_WELL,
            "report": YES_IS_WELL,
        },
        "web_resource": {},
    }
)
SMALL = ("lawyer_question", "service_rating", "suggestion", "volunteer")

SETUP: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"pharmacy": {"kind": "clinic"}, "checkpoint": {"cars": "30"}, "web_resource": {"platform": "telegram"}}
)
"""Answers without a rule that let the questions with one be asked."""

ALONE: Mapping[tuple[str, str], tuple[Mapping[str, str], frozenset[str]]] = MappingProxyType(
    {
        ("school", "amount"): ({"money_collected": "yes"}, frozenset({"money_collected"})),
        ("school", "way"): ({"money_collected": "yes"}, frozenset({"money_collected"})),
        ("road_repair", "signs"): ({"works": "ongoing"}, frozenset()),
        ("railway", "empty_seats"): ({"ticket": "no"}, frozenset({"ticket"})),
    }
)
"""What else must be answered so that the question is asked, and the flags which that sets."""

EXCLUSIVE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "service_centre": frozenset({"open_hours"}),
        "school": frozenset({"open_hours"}),
        "college": frozenset({"open_hours"}),
        "pharmacy": frozenset({"open_hours"}),
        "subsidies": frozenset({"open_hours"}),
        "market": frozenset({"open_hours"}),
        "checkpoint": frozenset({"open_hours"}),
        "park": frozenset({"bins"}),
        "procurement": frozenset({"method"}),
        "integrity_shop": frozenset({"open_hours", "shop", "goods"}),
    }
)
"""Shortcomings that leave nothing to observe of others: the doors are shut, there are no bins to overflow."""

NUMBERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "service_centre": frozenset({"wait_minutes", "windows_open", "windows_total"}),
        "school": frozenset({"amount"}),
        "college": frozenset(),
        "pharmacy": frozenset({"price", "days_waited"}),
        "subsidies": frozenset({"days_to_answer"}),
        "road_repair": frozenset({"potholes"}),
        "playground": frozenset({"faulty"}),
        "park": frozenset({"bins"}),
        "procurement": frozenset({"suppliers", "planned_sum", "contract_sum", "market_price"}),
        "railway": frozenset({"ticket_price", "delay_minutes"}),
        "market": frozenset(
            {"potatoes", "onions", "flour", "oil", "sugar", "milk", "eggs", "product_price"},
        ),
        "checkpoint": frozenset({"cars", "minutes_per_car"}),
        "integrity_shop": frozenset({"goods"}),
        "web_resource": frozenset({"subscribers"}),
    }
)
"""Every number that is asked."""


def rules_of(name: str) -> Mapping[str, Rule]:
    """The rules of a checklist with those of the common questions, which a checklist at a desk does not have."""
    return RULES[name] if name in DESK else {**COMMON, **RULES[name]}


def good(name: str) -> dict[str, str]:
    """Answers without a shortcoming."""
    return {**SETUP.get(name, {}), **{question: rule[0] for question, rule in rules_of(name).items()}}
