"""What people type about accounts and the office, a file for each subject."""

from intranet.accounts.forms.own_account import (
    EMAIL,
    PHONE,
    FirstPasswordForm,
    PasswordForm,
    ProfileForm,
    SignInForm,
)

__all__ = ["EMAIL", "PHONE", "FirstPasswordForm", "PasswordForm", "ProfileForm", "SignInForm"]
