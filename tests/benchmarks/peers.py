"""The same statements as a Hugo site and as a stock Pelican site, themes of our shape.

Each peer makes the pages our portal makes of the same records: every statement in two
languages, and lists, cut at 30, by region, year, kind, topic and election.
"""

import json
from pathlib import Path

from corpus import Example

HUGO_SETTINGS = """
baseURL = "https://netral.example/portal/"
title = "Netral"
defaultContentLanguage = "id"
disableKinds = ["home", "RSS"]
[pagination]
pagerSize = 30
[taxonomies]
region = "region"
year = "year"
kind = "kind"
topic = "topic"
election = "election"
[languages.id]
title = "Netral"
[languages.en]
title = "Netral"
[[module.mounts]]
source = "content"
target = "content"
[module.mounts.sites.matrix]
languages = ["id", "en"]
"""
HUGO_BASE = """<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · Netral</title><meta name="description" content="{{ .Summary | plainify | truncate 200 }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}
<link rel="stylesheet" href="/portal/theme/css/portal.css">
<meta property="og:title" content="{{ .Title }}"><meta property="og:url" content="{{ .Permalink }}"></head>
<body><a class="skip" href="#isi">Langsung ke isi</a>
<header class="masthead"><nav><ul>{{ range (slice "wilayah" "pernyataan" "regulasi" "statistik" "lapor" "cari") }}
<li><a href="/portal/{{ . }}/">{{ . }}</a></li>{{ end }}</ul></nav></header>
<main id="isi">{{ block "main" . }}{{ end }}</main>
<footer><nav><ul>{{ range (slice "pertentangan" "jenis" "topik" "lembaga" "sumber" "glosarium" "metodologi"
 "anonimisasi" "mutu" "koreksi" "data" "tentang") }}<li><a href="/portal/{{ . }}/">{{ . }}</a></li>{{ end }}</ul></nav></footer>
</body></html>
"""
HUGO_SINGLE = """{{ define "main" }}<article><header>
<p class="meta">{{ index .Params.kind 0 }} <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time></p>
<h1>{{ .Title }}</h1><p>{{ range .GetTerms "region" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</p></header>
<div class="prose">{{ .Content }}</div>
<section><h2>Sumber</h2><p><a href="{{ .Params.source }}">{{ .Params.publisher }}</a></p>
<dl><dt>Pemilihan</dt><dd>{{ range .GetTerms "election" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</dd>
<dt>Topik</dt><dd>{{ range .GetTerms "topic" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</dd></dl></section>
</article><nav>{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}
"""
HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ $pages := .Paginate .Pages }}<ul class="cards">
{{ range $pages.Pages }}<li><article><p>{{ index .Params.kind 0 }} <time>{{ .Date.Format "2 January 2006" }}</time></p>
<h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3><p>{{ .Params.excerpt }}</p></article></li>{{ end }}</ul>
<nav>{{ with $pages.Prev }}<a href="{{ .URL }}">Sebelumnya</a>{{ end }}{{ with $pages.Next }}<a href="{{ .URL }}">Berikutnya</a>{{ end }}</nav>
{{ end }}
"""
HUGO_TERMS = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}
"""


def _facets(one: Example) -> dict[str, list[str]]:
    header = one.header
    return {
        "region": header["region_codes"],
        "year": [header["date"][:4]],
        "kind": [header["kind"]],
        "topic": header["topics"],
        "election": [header["election"]],
    }


def write_hugo(folder: Path, statements: list[Example]) -> None:
    """A Hugo site; Hugo reads JSON front matter fastest."""
    layouts = {"baseof": HUGO_BASE, "single": HUGO_SINGLE, "list": HUGO_LIST, "terms": HUGO_TERMS}
    for name, text in layouts.items():
        _write(folder / "layouts" / "_default" / f"{name}.html", text)
    _write(folder / "hugo.toml", HUGO_SETTINGS)
    for one in statements:
        header = {
            "title": one.header["title"],
            "date": one.header["date"],
            "source": one.header["source"]["url"],
            "publisher": one.header["source"]["publisher"],
            "excerpt": one.body.split("\n\n")[0],
            **_facets(one),
        }
        text = f"{json.dumps(header, ensure_ascii=False, indent=1)}\n\n{one.body}\n"
        _write(folder / "content" / "statements" / f"{one.name}.md", text)


PELICAN_SETTINGS = """
PATH = "content"
THEME = "theme"
SITEURL = "https://netral.example/portal"
SITENAME = "Netral"
TIMEZONE = "Asia/Jakarta"
DEFAULT_LANG = "id"
READERS = {"rst": None, "html": None}
DEFAULT_PAGINATION = 30
DIRECT_TEMPLATES = ["tags"]
AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
PELICAN_BASE = """<!doctype html>
<html lang="{{ lang|default('id') }}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{% endblock %} · Netral</title>
<link rel="stylesheet" href="/portal/theme/css/portal.css"></head>
<body><a class="skip" href="#isi">Langsung ke isi</a>
<header class="masthead"><nav><ul>{% for name in ["wilayah", "pernyataan", "regulasi", "statistik", "lapor", "cari"] %}
<li><a href="/portal/{{ name }}/">{{ name }}</a></li>{% endfor %}</ul></nav></header>
<main id="isi">{% block content %}{% endblock %}</main>
<footer><nav><ul>{% for name in ["pertentangan", "jenis", "topik", "lembaga", "sumber", "glosarium", "metodologi",
"anonimisasi", "mutu", "koreksi", "data", "tentang"] %}<li><a href="/portal/{{ name }}/">{{ name }}</a></li>{% endfor %}</ul></nav></footer>
</body></html>
"""
PELICAN_ARTICLE = """{% extends "base.html" %}{% block title %}{{ article.title }}{% endblock %}
{% block content %}<article><header><p class="meta">{{ article.category }} <time>{{ article.locale_date }}</time></p>
<h1>{{ article.title }}</h1><p>{% for tag in article.tags %}<a href="/portal/{{ tag.url }}">{{ tag }}</a> {% endfor %}</p></header>
<div class="prose">{{ article.content }}</div><section><h2>Sumber</h2><p><a href="{{ article.source }}">{{ article.publisher }}</a></p>
</section></article>{% endblock %}
"""
PELICAN_LIST = """{% extends "base.html" %}{% block title %}Daftar{% endblock %}
{% block content %}<h1>Daftar</h1><ul class="cards">{% for article in articles_page.object_list %}
<li><article><p>{{ article.category }} <time>{{ article.locale_date }}</time></p>
<h3><a href="/portal/{{ article.url }}">{{ article.title }}</a></h3><p>{{ article.excerpt }}</p></article></li>{% endfor %}</ul>
<nav>{% if articles_page.has_previous() %}Sebelumnya{% endif %}{% if articles_page.has_next() %}Berikutnya{% endif %}</nav>{% endblock %}
"""


def write_pelican(folder: Path, statements: list[Example]) -> None:
    """A stock Pelican site; its second language is a second set of articles and tags."""
    templates = {
        "base": PELICAN_BASE,
        "article": PELICAN_ARTICLE,
        **dict.fromkeys(("tag", "category"), PELICAN_LIST),
        "tags": '{% extends "base.html" %}',
    }
    for name, text in templates.items():
        _write(folder / "theme" / "templates" / f"{name}.html", text)
    _write(folder / "pelicanconf.py", PELICAN_SETTINGS)
    for language in ("id", "en"):
        for one in statements:
            path = folder / "content" / language / f"{one.name}.md"
            _write(path, _pelican_article(one, language))


def _pelican_article(one: Example, language: str) -> str:
    tags = [f"{language}-{value}" for values in _facets(one).values() for value in values]
    header = {
        "Title": one.header["title"],
        "Date": one.header["date"],
        "Slug": f"{language}-{one.name}",
        "Category": f"{language}-{one.header['kind']}",
        "Tags": ", ".join(tags),
        "Source": one.header["source"]["url"],
        "Publisher": one.header["source"]["publisher"],
        "Excerpt": one.body.split("\n\n")[0].replace("\n", " "),
    }
    return "".join(f"{name}: {value}\n" for name, value in header.items()) + f"\n{one.body}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
