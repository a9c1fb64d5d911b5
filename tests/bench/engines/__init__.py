"""The engines compared in docs/performance.md, each a program of its own that renders what it is asked to."""
