"""Who is absent from when until when, and who stands in for him meanwhile (xử lý thay)."""
