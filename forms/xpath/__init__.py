"""XPath as ODK forms use it: a parser to a small tree, and a compiler from the tree to closures."""

from forms.xpath.parser import parse

__all__ = ["parse"]
