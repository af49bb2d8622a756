"""The functions of ODK's XPath, by theme. Importing the package fills the table."""

from forms.functions import dates, geography, logic, nodesets, numbers, selects, signing, strings
from forms.functions.registry import FUNCTIONS, Function, Style

__all__ = [
    "FUNCTIONS",
    "Function",
    "Style",
    "dates",
    "geography",
    "logic",
    "nodesets",
    "numbers",
    "selects",
    "signing",
    "strings",
]
