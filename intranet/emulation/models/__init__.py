"""The tables of members, exemplars, awards and publications."""

from intranet.emulation.models.awards import AwardOccasion, CouncilSeat, Nomination, Vote
from intranet.emulation.models.duties import EmulationDuty
from intranet.emulation.models.exemplars import Exemplar, ExemplarPaper, Judgement
from intranet.emulation.models.members import Member, MemberImport
from intranet.emulation.models.publicity import Channel, Publication, publication_exemplar

__all__ = [
    "AwardOccasion",
    "Channel",
    "CouncilSeat",
    "EmulationDuty",
    "Exemplar",
    "ExemplarPaper",
    "Judgement",
    "Member",
    "MemberImport",
    "Nomination",
    "Publication",
    "Vote",
    "publication_exemplar",
]
