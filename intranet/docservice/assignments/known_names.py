"""The names of units that the letter itself or the office's list knows, found whole inside a sentence."""

from collections import defaultdict
from collections.abc import Iterable

from intranet.docservice.assignments.names import Sentence


class KnownNames:
    """Names by their first word; asked at a token, says how many tokens the longest name there takes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in names:
            words = tuple(token.folded for token in Sentence(name).tokens)
            if words:
                self._by_first[words[0]].add(words)

    def __call__(self, sentence: Sentence, place: int) -> int:
        """How many tokens from here are a known name; 0 for none."""
        token = sentence.at(place)
        if token is None or token.folded not in self._by_first:
            return 0
        longest = 0
        for words in self._by_first[token.folded]:
            found = sentence.tokens[place : place + len(words)]
            if len(words) > longest and tuple(token.folded for token in found) == words:
                longest = len(words)
        return longest
