"""The kit: what is printed for a workshop, and how."""

from dataclasses import dataclass, field

from persona_studio.domain.ids import Id


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is on the pages besides the personas.

    ``marks`` are the provenance marks, ``source`` the source line and number of respondents. ``rates`` are
    the shares, in the margin of lines from data. ``crop`` adds bleed and cut marks around each page, ``grey``
    shows how it comes out of a printer without colours.
    """

    marks: bool = True
    source: bool = True
    rates: bool = False
    crop: bool = False
    grey: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What a project prints, kept with it.

    ``deliverables`` are ids of deliverables, ``left_out`` the personas that are not printed. ``order`` names
    the pages that were put in another order than the usual; pages it does not name follow the page that they
    usually follow. ``skipped`` names pages that are not printed. ``language`` ("" is the project's),
    ``archive`` asks for a PDF made for archives.
    """

    deliverables: tuple[str, ...] = ("sheet",)
    left_out: tuple[Id, ...] = ()
    order: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    language: str = ""
    archive: bool = False
