import socket

import pytest


def test_the_network_is_out_of_reach():
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("example.org", 80)
    with socket.socket() as end, pytest.raises(AssertionError, match="network"):
        end.connect_ex(("192.0.2.1", 80))


def test_local_sockets_stay(tmp_path):
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("no local sockets on this system")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


def test_no_font_of_the_machine_is_seen(qapp):
    from PySide6.QtGui import QFontDatabase

    assert set(QFontDatabase.families()) <= {"DejaVu Sans", "Monospace", "Sans Serif", "Serif"} | {
        family for family in QFontDatabase.families() if family.startswith("PS ")
    }
