"""What people do with accounts and the office, a file for each subject."""

from intranet.accounts.service.own_account import change_password, edit_profile, sign_out_elsewhere
from intranet.accounts.service.sign_in import sign_in

__all__ = ["change_password", "edit_profile", "sign_in", "sign_out_elsewhere"]
