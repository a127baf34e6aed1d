"""Entry of the program: the window, or the command line."""

import multiprocessing
import sys

from persona_studio.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
