"""What people do with accounts and the office, a file for each subject."""

from intranet.accounts.service.authorities import (
    AuthorityFacts,
    PassedOn,
    end_authority,
    give_authority,
    pass_on,
    take_back,
)
from intranet.accounts.service.departments import (
    ON_DEPARTMENT_CLOSED,
    DepartmentFacts,
    close_department,
    edit_department,
    make_department,
    rename_department,
    set_heads,
)
from intranet.accounts.service.first_office import seed_office
from intranet.accounts.service.groups import GroupFacts, edit_group, make_group, remove_group
from intranet.accounts.service.issuers import IssuerFacts, close_issuer, make_issuer, rename_issuer
from intranet.accounts.service.own_account import (
    change_password,
    edit_profile,
    set_first_password,
    sign_out_elsewhere,
)
from intranet.accounts.service.people import (
    Newcomer,
    PersonFacts,
    come_back,
    edit_person,
    leave,
    make_person,
    prepare,
    reset_password,
    set_roles,
    sign_out_everywhere,
)
from intranet.accounts.service.sign_in import sign_in
from intranet.accounts.service.spellings import learn_spelling

__all__ = [
    "ON_DEPARTMENT_CLOSED",
    "AuthorityFacts",
    "DepartmentFacts",
    "GroupFacts",
    "IssuerFacts",
    "Newcomer",
    "PassedOn",
    "PersonFacts",
    "change_password",
    "close_department",
    "close_issuer",
    "come_back",
    "edit_department",
    "edit_group",
    "edit_person",
    "edit_profile",
    "end_authority",
    "give_authority",
    "learn_spelling",
    "leave",
    "make_department",
    "make_group",
    "make_issuer",
    "make_person",
    "pass_on",
    "prepare",
    "remove_group",
    "rename_department",
    "rename_issuer",
    "reset_password",
    "seed_office",
    "set_first_password",
    "set_heads",
    "set_roles",
    "sign_in",
    "sign_out_elsewhere",
    "sign_out_everywhere",
    "take_back",
]
