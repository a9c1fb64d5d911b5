"""Letters by the hundred, as pages, services and jobs."""
