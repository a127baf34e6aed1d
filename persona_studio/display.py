"""Whether there is a screen for the window: Qt would end the program without a sentence."""

import ctypes
import os
import sys
from pathlib import Path


def there_is_one() -> bool:
    """Tell whether the screen that the system names answers, or another kind of output was asked for."""
    if not sys.platform.startswith("linux"):
        return True
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if asked and not asked.startswith(("xcb", "wayland")):
        return True
    return (not asked.startswith("xcb") and _wayland()) or (not asked.startswith("wayland") and _x11())


def _wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), str(name)).is_socket()


def _x11() -> bool:
    """Connect to the X server and let it go, as Qt will: the name alone does not tell that it is there."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt has its own, or says what it lacks
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers
