"""What people type about accounts and the office, a file for each subject."""

from intranet.accounts.forms.own_account import (
    EMAIL,
    PHONE,
    AwayForm,
    FirstPasswordForm,
    PasswordForm,
    ProfileForm,
    SignInForm,
)

__all__ = ["EMAIL", "PHONE", "AwayForm", "FirstPasswordForm", "PasswordForm", "ProfileForm", "SignInForm"]
