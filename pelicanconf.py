"""Settings of the site for work at home. publishconf.py builds on them."""

import os
from pathlib import Path

from jinja2 import StrictUndefined

SITENAME = "Netral"
SITEURL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
# Where people see the commits, such as https://github.com/owner/name; without it a change has
# no link. Written here, not taken from the machine: the same commit gives the same pages.
REPOSITORY_URL = ""
# Drafts are for the preview; publishconf.py leaves them out.
DRAFTS = True
TIMEZONE = "Asia/Jakarta"
DEFAULT_LANG = "id"
# Dates and numbers are Babel's; the machine's locale, which need not exist, is never used.
LOCALE = ["C"]

PATH = "content"
DATA_PATH = os.path.abspath("data")
THEME = "theme"
OUTPUT_PATH = "output"

PLUGIN_PATHS = ["plugins"]
PLUGINS = ["portal"]

# Releases of invented cases (`example: true`) are for looking at, never for readers.
SHOW_EXAMPLES = True

# Addresses of every kind of page, per language; the first is the main language.
ADDRESSES = {
    "id": {
        "home": "",
        "regions": "wilayah/",
        "region": "wilayah/{path}/",
        "region_feed": "wilayah/{path}/feed.atom",
        "statements": "pernyataan/",
        "statements_more": "pernyataan/halaman/{number}/",
        "statements_all": "pernyataan/semua/{value}/",
        "statements_by_province": "pernyataan/provinsi/{value}/",
        "statements_by_province_more": "pernyataan/provinsi/{value}/halaman/{number}/",
        "statements_by_year": "pernyataan/tahun/{value}/",
        "statements_by_year_more": "pernyataan/tahun/{value}/halaman/{number}/",
        "statements_by_election": "pernyataan/pemilihan/{value}/",
        "statements_by_election_more": "pernyataan/pemilihan/{value}/halaman/{number}/",
        "statements_by_kind": "pernyataan/jenis/{value}/",
        "statements_by_kind_more": "pernyataan/jenis/{value}/halaman/{number}/",
        "statements_feed": "pernyataan/feed.atom",
        "statement": "pernyataan/{slug}/",
        "regulations": "regulasi/",
        "regulations_more": "regulasi/halaman/{number}/",
        "regulations_all": "regulasi/semua/",
        "regulations_by_type": "regulasi/bentuk/{value}/",
        "regulations_by_type_more": "regulasi/bentuk/{value}/halaman/{number}/",
        "regulations_by_year": "regulasi/tahun/{value}/",
        "regulations_by_year_more": "regulasi/tahun/{value}/halaman/{number}/",
        "regulations_by_scope": "regulasi/wilayah/{value}/",
        "regulations_by_scope_more": "regulasi/wilayah/{value}/halaman/{number}/",
        "regulations_feed": "regulasi/feed.atom",
        "regulation": "regulasi/{slug}/",
        "statistics": "statistik/",
        "case_release": "statistik/kasus/{slug}/",
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
        "conflicts": "pertentangan/",
        "conflict": "pertentangan/{slug}/",
        "corrections": "koreksi/",
        "corrections_feed": "koreksi/feed.atom",
        "quality": "mutu/",
        "data": "data/",
        "glossary": "glosarium/",
        "report": "lapor/",
        "methodology": "metodologi/",
        "anonymisation": "anonimisasi/",
        "about": "tentang/",
        "search": "cari/",
        "search_index": "cari/indeks.json",
        "style": "gaya/",
        "missing": "404.html",
        # These exist once, for readers of every language.
        "corrections_csv": "koreksi/koreksi.csv",
        "all_csv": "data/angka.csv",
        "all_json": "data/angka.json",
        "region_csv": "wilayah/{path}/angka.csv",
        "region_json": "wilayah/{path}/angka.json",
        "case_region_csv": "wilayah/{path}/kasus/{slug}.csv",
        "case_region_json": "wilayah/{path}/kasus/{slug}.json",
        "case_table_csv": "statistik/kasus/{slug}/{table}.csv",
        "case_table_json": "statistik/kasus/{slug}/{table}.json",
        "election_csv": "statistik/{slug}/angka.csv",
        "election_json": "statistik/{slug}/angka.json",
        "category_csv": "jenis-pelanggaran/{slug}/angka.csv",
        "category_json": "jenis-pelanggaran/{slug}/angka.json",
        "source_csv": "sumber/{slug}/angka.csv",
        "source_json": "sumber/{slug}/angka.json",
        "conflict_csv": "pertentangan/{slug}/angka.csv",
        "conflict_json": "pertentangan/{slug}/angka.json",
        "sitemap": "sitemap.xml",
        "sitemap_part": "sitemap-{number}.xml",
        "robots": "robots.txt",
        "moved_id": "{address}",
        "redirects": "_redirects",
    },
    "en": {
        "home": "en/",
        "regions": "en/regions/",
        "region": "en/regions/{path}/",
        "region_feed": "en/regions/{path}/feed.atom",
        "statements": "en/statements/",
        "statements_more": "en/statements/page/{number}/",
        "statements_all": "en/statements/all/{value}/",
        "statements_by_province": "en/statements/province/{value}/",
        "statements_by_province_more": "en/statements/province/{value}/page/{number}/",
        "statements_by_year": "en/statements/year/{value}/",
        "statements_by_year_more": "en/statements/year/{value}/page/{number}/",
        "statements_by_election": "en/statements/election/{value}/",
        "statements_by_election_more": "en/statements/election/{value}/page/{number}/",
        "statements_by_kind": "en/statements/kind/{value}/",
        "statements_by_kind_more": "en/statements/kind/{value}/page/{number}/",
        "statements_feed": "en/statements/feed.atom",
        "statement": "en/statements/{slug}/",
        "regulations": "en/regulations/",
        "regulations_more": "en/regulations/page/{number}/",
        "regulations_all": "en/regulations/all/",
        "regulations_by_type": "en/regulations/type/{value}/",
        "regulations_by_type_more": "en/regulations/type/{value}/page/{number}/",
        "regulations_by_year": "en/regulations/year/{value}/",
        "regulations_by_year_more": "en/regulations/year/{value}/page/{number}/",
        "regulations_by_scope": "en/regulations/scope/{value}/",
        "regulations_by_scope_more": "en/regulations/scope/{value}/page/{number}/",
        "regulations_feed": "en/regulations/feed.atom",
        "regulation": "en/regulations/{slug}/",
        "statistics": "en/statistics/",
        "case_release": "en/statistics/cases/{slug}/",
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
        "conflicts": "en/disagreements/",
        "conflict": "en/disagreements/{slug}/",
        "corrections": "en/corrections/",
        "corrections_feed": "en/corrections/feed.atom",
        "quality": "en/quality/",
        "data": "en/data/",
        "glossary": "en/glossary/",
        "report": "en/report/",
        "methodology": "en/methodology/",
        "anonymisation": "en/anonymisation/",
        "about": "en/about/",
        "search": "en/search/",
        "search_index": "en/search/index.json",
        "style": "en/style/",
        "missing": "en/404.html",
        "moved_en": "en/{address}",
    },
}
MENUS = {
    "navigation": ["regions", "statements", "regulations", "statistics", "report", "search"],
    "footer": [
        "conflicts",
        "categories",
        "topics",
        "institutions",
        "sources",
        "glossary",
        "methodology",
        "anonymisation",
        "quality",
        "corrections",
        "data",
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
STATIC_PATHS = ["extra"]
# What lies in `content/extra/` stands at the root of the site, `.well-known/` too.
EXTRA_PATH_METADATA = {
    path.relative_to(PATH).as_posix(): {"path": path.relative_to(f"{PATH}/extra").as_posix()}
    for path in Path(PATH, "extra").rglob("*")
    if path.is_file()
}
# What Pelican itself would keep are pickles: whoever writes one can run code.
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
# Pages that are made of the same as before stay; without a folder every page is made.
# Processes that make pages; nothing or 0 is one for each core this build may use.
PORTAL_WORKERS = os.environ.get("PORTAL_WORKERS", "")
PORTAL_CACHE = os.environ.get("PORTAL_CACHE", "")
DELETE_OUTPUT_DIRECTORY = False

# What makes HTML of texts: "python-markdown", or "pyromark", which is fifty times as fast and
# reads CommonMark. README says what differs. Written here, so that a commit has one outcome.
MARKDOWN_READER = "python-markdown"
MARKDOWN = {"extensions": ["markdown.extensions.tables"], "extension_configs": {}}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "auto_reload": False,  # A build reads each template once.
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
