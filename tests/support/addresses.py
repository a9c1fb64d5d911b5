"""Every test has a program of its own; the table of its addresses, a tenth of a second of work, is made once for all.

A program that adds an address of its own gets a table of its own.
"""

from copy import copy
from typing import Any, ClassVar

from flask import Flask
from werkzeug.routing import Map, Rule, RuleFactory

Key = tuple[object, ...]


class SharedMap(Map):
    """A table of addresses that is made when it is first asked, or taken over from a program with the same ones."""

    _made: ClassVar[dict[Key, Map]] = {}

    def __init__(self, *arguments: Any, **words: Any) -> None:
        self._given: list[Rule] = []
        self._is_settled = False
        super().__init__(*arguments, **words)

    def add(self, rulefactory: RuleFactory) -> None:
        """Remember the address; nothing is made of it yet."""
        self._given += rulefactory.get_rules(self)
        self._is_settled = False

    def update(self) -> None:
        """Called by whatever asks the table."""
        with self._remap_lock:
            if not self._is_settled:
                self._settle()
        super().update()

    def _settle(self) -> None:
        key = (self.host_matching, tuple(self.converters.items()), *map(_facts, self._given))
        if key not in self._made:
            table = Map(host_matching=self.host_matching, converters=self.converters)
            for rule in self._given:
                table.add(copy(rule))  # Flask wrote more into it than Rule.empty() keeps.
            table.update()
            self._made[key] = table
        self._matcher, self._rules_by_endpoint = self._made[key]._matcher, self._made[key]._rules_by_endpoint
        self._remap, self._is_settled = False, True


def _facts(rule: Rule) -> Key:
    methods = frozenset(rule.methods or ())
    return (
        rule.rule,
        rule.endpoint,
        methods,
        repr(rule.defaults),
        rule.subdomain,
        rule.host,
        rule.build_only,
        rule.alias,
    )


Flask.url_map_class = SharedMap
