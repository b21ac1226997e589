"""What the portal knows: no Pelican, no templates, no writing of files."""
