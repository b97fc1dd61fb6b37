"""From the documents that stand among the outputs to the page that lists them all, with what a reader asks of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pcpgen.blocks.picture import picture
from pcpgen.document.picture import Picture
from pcpgen.load.information import shipped_information
from pcpgen.model.information import Register
from pcpgen.model.period_words import day_words
from pcpgen.model.plan import Office
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True)
class Form:
    """One file of a document: what it is, where it lies beside the page, and how large it is in words."""

    name: str
    address: str
    size: str


Standing = Literal["published", "not-issued", "drafts"]
_STANDINGS: Mapping[Standing, str] = {  # what each is called, in the order of the page
    "published": "index.published",
    "not-issued": "index.not-issued",
    "drafts": "index.drafts",
}


@dataclass(frozen=True)
class Listed:
    """A document in the list."""

    kind: str  # "panel-report"
    title: str
    date: str  # ISO
    day: str  # the same, in words; both empty where an older version of the program did not note them
    status: str
    forms: tuple[Form, ...]
    standing: Standing = "not-issued"
    lang: str = ""  # the tag of its language, where that is not the list's


@dataclass(frozen=True)
class Kind:
    id: str
    title: str
    documents: tuple[Listed, ...]  # the newest first


@dataclass(frozen=True)
class Group:
    """Documents of one standing, by kind: what is published stands apart from what is not."""

    id: str
    title: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Stated:
    """Something that the law has published: where it is, or why it is nowhere."""

    what: str
    when: str
    address: str
    otherwise: str  # in place of an address


@dataclass(frozen=True)
class Index:
    """The page, ready for its template."""

    catalogue: Catalogue
    title: str
    area: str
    producer: str
    notice: str
    date: str  # ISO, of the newest document
    logo: Picture | None
    groups: tuple[Group, ...]
    information: tuple[Stated, ...] = ()
    information_says: str = ""
    id: str = "index"
    subtitle: str = ""
    footer: str = ""
    themes: tuple[()] = ()
    twins: tuple[()] = ()
    remarks: tuple[()] = ()
    kind: Literal["index"] = "index"


def compose_index(
    catalogue: Catalogue,
    office: Office,
    documents: Iterable[Listed],
    titles: Mapping[str, str],
    register: Register | None = None,
    pages: Mapping[str, str] | None = None,
) -> Index:
    """The page that lists the documents: what is published, what is not yet, drafts; by kind, the newest first.

    Kinds stand in the order of `titles`. Then comes what the law has published, by the office's register; `pages` are
    the addresses of documents by their requests.
    """
    newest = sorted(documents, key=lambda each: each.date, reverse=True)  # of one day in the order that they have
    groups = (
        Group(f"index-{one}", catalogue.text(key), _by_kind(one, newest, titles)) for one, key in _STANDINGS.items()
    )
    return Index(
        catalogue=catalogue,
        title=catalogue.text("index.title"),
        area=office.area,
        producer=office.name,
        notice=office.notice.value,
        date=max((each.date for each in newest), default=""),
        logo=picture(office.logo) if office.logo else None,
        groups=tuple(group for group in groups if group.kinds),
        information=tuple(_stated(catalogue, office, register, pages or {})) if register else (),
        information_says=_says(catalogue, register) if register else "",
    )


def _by_kind(standing: Standing, newest: Iterable[Listed], titles: Mapping[str, str]) -> tuple[Kind, ...]:
    """The documents of a standing."""
    found: dict[str, list[Listed]] = {}
    for each in newest:
        if each.standing == standing:
            found.setdefault(each.kind, []).append(each)
    order = [*titles, *sorted(set(found) - set(titles))]
    return tuple(
        Kind(f"{standing}-{name}", titles.get(name) or name.replace("-", " ").capitalize(), tuple(found[name]))
        for name in order
        if name in found
    )


def _says(say: Catalogue, register: Register) -> str:
    return say.text("index.information-says", day=day_words(say, register.as_at))


def _stated(say: Catalogue, office: Office, register: Register, pages: Mapping[str, str]) -> Iterator[Stated]:
    """What the law has published on the register's day, each with where it is."""
    for id, each in shipped_information(say.id).items():
        if each.provision.holds(office.nation, register.as_at):
            found = register.published.get(id)
            address = (found.url or pages.get(found.document.value if found.document else "", "")) if found else ""
            otherwise = say.text("index.withheld", why=found.why_not) if found and found.why_not else ""
            yield Stated(each.what, each.when, address, "" if address else otherwise or say.text("index.unlisted"))


def forms(
    say: Catalogue, folder: str, called: Mapping[str, str], sizes: Mapping[str, int], pages: int
) -> tuple[Form, ...]:
    """The files of a document that a reader opens; `called` are the keys of their words, `sizes` bytes, by name."""
    found = []
    web = sum(name.endswith(".html") for name in sizes)
    for name, key in called.items():
        if name in sizes:
            length = f"{say.counted('index.pages', pages)}, " if name.endswith(".pdf") and pages else ""
            size = f"{length}{max(1, round(sizes[name] / 1000)):,} kB"
            if web > 1 and key == "index.sections":
                size = say.counted("index.pages", web - 1)  # without the single one
            found.append(Form(say.text(key), f"{folder}/{name}", size))
    return tuple(found)
