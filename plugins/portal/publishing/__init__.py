"""From a commit to the published branch, and from the published site back to the commit."""
