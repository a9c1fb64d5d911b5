"""The design system by itself: every macro on one page, without the office behind it."""
