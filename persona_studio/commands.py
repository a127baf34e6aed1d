"""The commands: each asks the services and tells what came out.

They import what they need when they run: --help and --version answer at once.
"""

import argparse
from pathlib import Path
from typing import Any

from persona_studio.domain.segments import Correction, Method
from persona_studio.domain.variables import Kind
from persona_studio.errors import UserError
from persona_studio.output import complain, say, show
from persona_studio.texts import Texts


def inspect(options: argparse.Namespace, t: Texts) -> int:
    """Say how a survey file is understood."""
    from persona_studio.ingest import read
    from persona_studio.services.chain import reports
    from persona_studio.terminal import print_inspection, watched

    with watched(t) as progress:
        imported = read(options.file, _reading(options).options(), progress)
    report = reports.inspection(imported.wave, t)
    show(options, report, lambda: print_inspection(report, t))
    return 0


def build(options: argparse.Namespace, t: Texts) -> int:
    """Turn a survey into segments, personas and their PDF."""
    from persona_studio.services.chain import reports
    from persona_studio.services.chain.building import build
    from persona_studio.terminal import print_build, watched

    written: list[Path] = []
    try:
        with watched(t) as progress:
            result = build(options.file, options.out, _asked(options), t, progress, written.append)
        report = reports.built(result, t)
        show(options, report, lambda: print_build(report, t))
    except (UserError, KeyboardInterrupt):
        if written:
            complain(t("Written: {files}", files=", ".join(str(file) for file in written)))
        raise
    return 0


def _reading(options: argparse.Namespace) -> Any:
    from persona_studio.services.survey.importing import Reading

    return Reading(
        encoding=options.encoding,
        delimiter=options.delimiter,
        decimal=options.decimal,
        header_rows=options.header_rows,
        platform="" if options.platform == "none" else options.platform,
        sheet=options.sheet,
        codebook=options.codebook,
        keep_personal=options.keep_personal,
    )


def _asked(options: argparse.Namespace) -> Any:
    from persona_studio.services.chain.asking import BuildOptions

    kinds = [
        (kind, getattr(options, kind.value))
        for kind in (Kind.NOMINAL, Kind.ORDINAL, Kind.NUMERIC, Kind.MULTIPLE)
    ]
    return BuildOptions(
        name=options.name,
        segments=options.segments,
        method=Method(options.method),
        axes=options.axes,
        active=tuple(options.active),
        illustrative=tuple(options.illustrative),
        ignore=tuple(options.ignore),
        weight=options.weight,
        kinds=tuple((pattern, kind) for kind, patterns in kinds for pattern in patterns),
        rare=options.rare,
        response_style=Correction(options.response_style),
        seed=options.seed,
        labels=options.labels,
        reading=_reading(options),
    )


def segments(options: argparse.Namespace, t: Texts) -> int:
    """Say how the segments of a project came out."""
    from persona_studio.services.chain.segments_report import segments_of_file
    from persona_studio.terminal import print_segments

    report = segments_of_file(options.project, t)
    show(options, report, lambda: print_segments(report, t))
    return 0


def sample(options: argparse.Namespace, t: Texts) -> int:
    """Copy an example project."""
    from persona_studio.services.samples import copy_sample

    copy_sample(options.sample, options.out)
    say(t("Example written to {file}.", file=options.out))
    return 0


def export(options: argparse.Namespace, t: Texts) -> int:
    """Write the sheets of a project, or its other deliverables."""
    from persona_studio.services.chain.reports import exported
    from persona_studio.services.workshop.batch import Batch, export_project
    from persona_studio.terminal import in_series, print_exported, watched

    asked = Batch(
        language=options.lang or "",
        formats=options.format,
        deliverables=options.deliverables,
        personas=tuple(options.personas),
        options=options.options,
        brand=options.brand,
        dpi=options.dpi,
        archive=options.archive,
        all_pages=options.all_pages,
    )
    written: list[Path] = []
    try:
        with watched(t) as progress:
            made = export_project(options.project, options.out, asked, progress, written.append)
        for name in made.lost_photos:
            told = t(
                "The photo of {name} could not be read: the portrait was printed.", name=name or t("No name")
            )
            complain(told)
        report = exported(made)
        show(options, report, lambda: print_exported(report, t))
    except (UserError, KeyboardInterrupt):
        if written:
            complain(t("Written: {files}", files=", ".join(in_series([str(file) for file in written]))))
        raise
    return 0


def self_check(_options: argparse.Namespace, _t: Texts) -> int:
    """Check that everything shipped is there."""
    from persona_studio.services.self_check import self_check

    say(self_check())
    return 0


def golden(options: argparse.Namespace, t: Texts) -> int:
    """Tell the few questions that find a segment, and write the files asked for."""
    from persona_studio.services.segments import golden
    from persona_studio.terminal import print_golden, watched

    golden.check_endings(options.xlsx, options.pdf)
    wish = golden.wish_of(options.questions, options.accuracy)
    with watched(t) as progress:
        found = golden.golden_file(options.project, wish, progress)
    if options.xlsx:
        golden.export_workbook(found, options.xlsx, t)
    if options.pdf:
        golden.export_questionnaire(found, options.pdf, t)
    written = [str(file) for file in (options.xlsx, options.pdf) if file]
    report = {**golden.report(found, t), "written": written}
    show(options, report, lambda: print_golden(report, t))
    return 0
