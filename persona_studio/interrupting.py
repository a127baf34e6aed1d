"""Ctrl-C and requests to end: heard at any moment, obeyed where that can be done in order."""

import signal
import threading
import time
from _thread import interrupt_main, start_new_thread
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

MOMENT = 0.02
"""Seconds after which an interruption that came while a module was loaded is heard again."""
_LOADER = "<frozen importlib._bootstrap>"


class Terminated(KeyboardInterrupt):
    """The system asks the program to end."""


_STOPS: dict[int, type[KeyboardInterrupt]] = {signal.SIGINT: KeyboardInterrupt, signal.SIGTERM: Terminated}


class HeldBack:
    """Hears Ctrl-C while the program is still loading: nothing is there yet that could obey and say so."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        """Note it for who takes over."""
        self.asked = True


def hold_back() -> None:
    """Only note Ctrl-C from now on, unless whoever started us wants it to be ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, HeldBack())


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let Ctrl-C and a request to end stop the work by an exception, so that nothing is left behind.

    While a module is loaded they wait: Python would leave it half made, or print the exception and go on.

    Raises:
        KeyboardInterrupt: one of them came; :class:`Terminated` for a request to end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        if not _loads(frame):
            raise _STOPS[number]
        held.append(number)
        start_new_thread(_ask_again, (number, held))

    before = {number: handler for number in _STOPS if _ours(handler := signal.getsignal(number))}
    for number in before:
        signal.signal(number, hear)
    try:
        for handler in before.values():
            _obey(handler)
        yield
        if held:
            raise _STOPS[held[0]]
    finally:
        held.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def closing_in_order(close: Callable[[], object]) -> Iterator[None]:
    """Let Ctrl-C and a request to end ask a window to close; a second one ends the program at once.

    An exception in the middle of what a window does would leave it half done, and the window where it is.

    Args:
        close: what closes the window soon. It is called between any two steps of the program.

    Raises:
        KeyboardInterrupt: one of them came; :class:`Terminated` for a request to end.
    """
    came: list[int] = []
    before = {number: handler for number in _STOPS if _ours(handler := signal.getsignal(number))}

    def hear(number: int, _frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        came.append(number)
        close()

    for number in before:
        signal.signal(number, hear)
    try:
        for handler in before.values():
            _obey(handler)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise _STOPS[came[0]]


def _ours(handler: object) -> bool:
    """Tell whether nobody else decides what becomes of a signal."""
    return handler in (signal.SIG_DFL, signal.default_int_handler) or isinstance(handler, HeldBack)


def _obey(handler: object) -> None:
    if isinstance(handler, HeldBack) and handler.asked:
        raise KeyboardInterrupt


def _ask_again(number: int, held: list[int]) -> None:
    time.sleep(MOMENT)
    if held:
        interrupt_main(signal.Signals(number))


def _loads(frame: FrameType | None) -> bool:
    """Tell whether a module is being loaded."""
    while frame is not None:
        if frame.f_code.co_filename == _LOADER:
            return True
        frame = frame.f_back
    return False
