"""Entry of the program: the window, or the command line."""

import sys

from persona_studio.interrupting import hold_back


def main() -> int:
    """Run the program, all of which loads once Ctrl-C can be told in words."""
    hold_back()
    from persona_studio.cli import main  # noqa: PLC0415

    return main()


if __name__ == "__main__":
    import multiprocessing

    multiprocessing.freeze_support()
    sys.exit(main())
