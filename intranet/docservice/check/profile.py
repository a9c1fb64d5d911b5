"""What a letter is compared with: the decree's ranges, or an office's choice within them."""

from dataclasses import dataclass, field

from intranet.docservice.nd30 import COMPONENTS, PAGE, VERSION, ComponentRule, PageRule


@dataclass(frozen=True)
class Profile:
    """A version of the rules; `departures` are codes an organisation under Điều 2.2 marks as its own: notes."""

    id: str
    version: str
    page: PageRule
    components: dict[str, ComponentRule]
    departures: frozenset[str] = field(default_factory=frozenset)
    names: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()


ND30_2020 = Profile("nd30-2020", VERSION, PAGE, {rule.id: rule for rule in COMPONENTS})
PROFILES = {ND30_2020.id: ND30_2020}
