"""The kit every page uses: access, forms, filters, pages, errors."""
