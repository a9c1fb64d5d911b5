"""Weekly briefings (giao ban): how each department stands, what was concluded, and the tasks and letter it becomes."""
