"""Settings of the site for work at home. publishconf.py builds on them."""

import os

from jinja2 import StrictUndefined

SITENAME = "Netral"
SITEURL = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
TIMEZONE = "Asia/Jakarta"
DEFAULT_LANG = "id"

PATH = "content"
DATA_PATH = os.path.abspath("data")
THEME = "theme"
OUTPUT_PATH = "output"

PLUGIN_PATHS = ["plugins"]
PLUGINS = []

# Addresses of every kind of page, per language; the first is the main language.
ADDRESSES = {
    "id": {
        "home": "",
        "regions": "wilayah/",
        "region": "wilayah/{path}/",
        "region_feed": "wilayah/{path}/feed.atom",
        "statements": "pernyataan/",
        "statements_more": "pernyataan/halaman/{number}/",
        "statements_feed": "pernyataan/feed.atom",
        "statement": "pernyataan/{slug}/",
        "regulations": "regulasi/",
        "regulations_feed": "regulasi/feed.atom",
        "regulation": "regulasi/{slug}/",
        "statistics": "statistik/",
        "election": "statistik/{slug}/",
        "categories": "jenis-pelanggaran/",
        "category": "jenis-pelanggaran/{slug}/",
        "category_more": "jenis-pelanggaran/{slug}/halaman/{number}/",
        "topics": "topik/",
        "topic": "topik/{slug}/",
        "topic_more": "topik/{slug}/halaman/{number}/",
        "topic_feed": "topik/{slug}/feed.atom",
        "institutions": "lembaga/",
        "institution": "lembaga/{slug}/",
        "sources": "sumber/",
        "sources_more": "sumber/halaman/{number}/",
        "source": "sumber/{slug}/",
        "glossary": "glosarium/",
        "report": "lapor/",
        "methodology": "metodologi/",
        "about": "tentang/",
        "search": "cari/",
        "missing": "404.html",
        "sitemap": "sitemap.xml",
        "robots": "robots.txt",
    },
    "en": {
        "home": "en/",
        "regions": "en/regions/",
        "region": "en/regions/{path}/",
        "region_feed": "en/regions/{path}/feed.atom",
        "statements": "en/statements/",
        "statements_more": "en/statements/page/{number}/",
        "statements_feed": "en/statements/feed.atom",
        "statement": "en/statements/{slug}/",
        "regulations": "en/regulations/",
        "regulations_feed": "en/regulations/feed.atom",
        "regulation": "en/regulations/{slug}/",
        "statistics": "en/statistics/",
        "election": "en/statistics/{slug}/",
        "categories": "en/violations/",
        "category": "en/violations/{slug}/",
        "category_more": "en/violations/{slug}/page/{number}/",
        "topics": "en/topics/",
        "topic": "en/topics/{slug}/",
        "topic_more": "en/topics/{slug}/page/{number}/",
        "topic_feed": "en/topics/{slug}/feed.atom",
        "institutions": "en/institutions/",
        "institution": "en/institutions/{slug}/",
        "sources": "en/sources/",
        "sources_more": "en/sources/page/{number}/",
        "source": "en/sources/{slug}/",
        "glossary": "en/glossary/",
        "report": "en/report/",
        "methodology": "en/methodology/",
        "about": "en/about/",
        "search": "en/search/",
        "missing": "en/404.html",
    },
}
MENUS = {
    "navigation": ["regions", "statements", "regulations", "statistics", "report", "search"],
    "footer": [
        "categories",
        "topics",
        "institutions",
        "sources",
        "glossary",
        "methodology",
        "about",
    ],
}

# Pelican's own pages are not used: our two generators make every page.
ARTICLE_PATHS = []
PAGE_PATHS = []
DIRECT_TEMPLATES = []
READERS = {"rst": None, "html": None}
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {"extra/favicon.svg": {"path": "favicon.svg"}}
CACHE_CONTENT = False
DELETE_OUTPUT_DIRECTORY = False

MARKDOWN = {"extensions": ["markdown.extensions.tables"], "extension_configs": {}}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
