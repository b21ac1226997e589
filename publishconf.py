"""Settings of the published site. The address comes from SITE_URL or --site-url."""

import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *  # noqa: F403

DRAFTS = False
SHOW_EXAMPLES = False
SITEURL = os.environ.get("SITE_URL", "https://netral.example").rstrip("/")
