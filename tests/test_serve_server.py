"""The preview's server and strangers: whom it refuses, what it never shows, what it says to the terminal (nothing)."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sites
from serving import Served, frame, message, preview

from backfile.config import Settings, Site
from backfile.serve.server import Preview

SECRET = "the combination of the safe"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One preview for all of this file; nothing that is asked of it here may make it say a word."""
    root = tmp_path_factory.mktemp("archive")
    site = sites.archive(root, {"2025/06/x": sites.story("Ferry returns", "It came back.")}, url="https://a.test/old/")
    for place in (root / "secret.txt", root / "public-leak" / "secret.txt", root.parent / "secret.txt"):
        sites.write(place, SECRET)
    for name in ("note.md", "cite.bib", "cite.ris", "list.jsonl", "list.csv", "code.js", "a.svg"):
        sites.write(site.root / "static" / name, "é")
    with preview(site) as running:
        assert running.ask("GET", "/").status == 200
        yield running
        assert running.interrupt() == 0
        assert "".join(running.err) == ""
        assert len(running.out) == 2, running.out


def own(port: int) -> list[str]:
    return [f"127.0.0.1:{port}", f"localhost:{port}", f"LocalHost:{port}", f"[::1]:{port}"]


def test_answers_to_its_own_names(served: Served) -> None:
    assert [served.ask("GET", "/", host=name).status for name in own(served.port)] == [200] * 4


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "evil.example:{}",
        "localhost.:{}",
        "localhost",
        "127.0.0.1:1",
        "[::1%25lo]:{}",
        "127.0.0.1:{}.evil",
        "127.0.0.1.evil:{}",
        "user@127.0.0.1:{}",
        "192.168.0.1:{}",
        ":{}",
        "127.0.0.1:{0}:{0}",
        "[127.0.0.1]:{}",
    ],
)
def test_refuses_to_be_called_otherwise(served: Served, name: str) -> None:
    host = name.format(served.port)
    for target in ("/", "/livereload.js", "/livereload", "/nope", "*"):
        assert served.ask("GET", target, host=host).status in (400, 403), target


def test_refuses_two_names_and_none(served: Served) -> None:
    name = f"127.0.0.1:{served.port}"
    assert served.ask("GET", "/", "Host: evil.example", host=name).status in (400, 403)
    assert served.ask("GET", "/", f"Host: {name}", host="evil.example").status in (400, 403)
    assert served.ask("GET", "/", host=None).status in (400, 403)
    assert served.send(b"GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n").status in (400, 403)
    assert served.send(b"GET / HTTP/1.0\r\n\r\n").status == 403


@pytest.mark.parametrize(
    ("site", "mode", "kind", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "websocket", "websocket", 403),
        ("same-site", "no-cors", "script", 403),
        ("cross-site", "navigate", "document", 200),
        ("same-origin", "no-cors", "script", 200),
        ("none", "navigate", "document", 200),
    ],
)
def test_other_sites_may_link_here_and_no_more(served: Served, site: str, mode: str, kind: str, status: int) -> None:
    headers = (f"Sec-Fetch-Site: {site}", f"Sec-Fetch-Mode: {mode}", f"Sec-Fetch-Dest: {kind}")
    assert served.ask("GET", "/", *headers).status == status
    assert served.ask("GET", "/livereload.js", *headers).status == status


def test_lets_no_other_site_frame_or_read_it(served: Served) -> None:
    for target in ("/", "/nope", "/site.css", "/livereload.js", "/tags"):
        headers = served.ask("GET", target, "Origin: http://evil.example").headers
        assert headers["content-security-policy"] == "frame-ancestors 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://[", "https://127.0.0.1:{}"]
)
def test_a_foreign_page_gets_no_socket(served: Served, origin: str) -> None:
    with served.waiting(origin.format(served.port), expect=403):
        pass


HELLO = json.dumps({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})


@pytest.mark.parametrize(
    "sent",
    [
        "no JSON",
        b"\xff\xfe",
        "[]",
        "1",
        "null",
        "{}",
        '{"command": 1}',
        "[" * 10_000,
        '{"command": "info", "url": 1, "plugins": 1}',
        '{"command": "info", "plugins": {"shown": []}}',
        "x" * 20_000,
        "y" * 5_000_000,
    ],
)
def test_what_is_no_message_closes_the_socket(served: Served, sent: str | bytes) -> None:
    with served.waiting() as channel:
        try:
            channel.sendall(frame(sent))
        except ConnectionError:
            return  # closed before all of it was sent
        if sent != '{"command": 1}':
            assert message(channel) == ""
    assert served.ask("GET", "/").status == 200


def test_a_page_is_greeted_and_told_if_it_is_out_of_date(served: Served) -> None:
    shown = int(served.ask("GET", "/").body.partition(b"shown=")[2].partition(b'"')[0])
    for number, expected in ((shown, ""), (shown - 1, "reload")):
        with served.waiting() as channel:
            channel.sendall(frame(HELLO))
            assert json.loads(message(channel))["command"] == "hello"
            channel.sendall(frame(json.dumps({"command": "info", "url": "", "plugins": {"shown": {"shown": number}}})))
            channel.sendall(frame(HELLO))
            assert json.loads(message(channel))["command"] == (expected or "hello")
    assert f"return {{shown: {shown}}}" in served.ask("GET", f"/livereload.js?shown={shown}").body.decode()
    assert b"alert(1)" not in served.ask("GET", "/livereload.js?shown=alert(1)").body


def test_nothing_can_be_set_off_by_asking(served: Served) -> None:
    assert served.ask("GET", "/forcereload").status == 404
    with served.waiting() as channel:
        channel.sendall(frame(HELLO))
        message(channel)
        served.ask("GET", "/forcereload?path=*")
        channel.settimeout(0.3)
        with pytest.raises(TimeoutError):
            channel.recv(1)


OUTSIDE = ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt"]
OUTSIDE += ["/..\\secret.txt", "/%252e%252e/secret.txt", "/%252e%252e%252fsecret.txt", "/%c0%ae%c0%ae/secret.txt"]
OUTSIDE += ["/../public-leak/secret.txt", "/..%2fpublic-leak%2fsecret.txt", "//secret.txt", "/tags/../../secret.txt"]
OUTSIDE += [
    "/..;/secret.txt",
    "/.%2e/secret.txt",
    "/%u002e%u002e/secret.txt",
    "/old/../../secret.txt",
    "/./../secret.txt",
]
OUTSIDE += ["http://127.0.0.1/../secret.txt", "/%ef%bc%8e%ef%bc%8e/secret.txt", "/C:/secret.txt", "/file:///secret.txt"]
OUTSIDE += ["/.backfile", "/.git/config", "/../pyproject.toml", "/tags/.%2f../.backfile", "/.", "/..", "/old/.backfile"]


@pytest.mark.parametrize("target", OUTSIDE)
def test_nothing_outside_the_site_is_shown(served: Served, target: str) -> None:
    answer = served.ask("GET", target)
    assert 400 <= answer.status < 500
    assert SECRET.encode() not in answer.body
    assert b"[tool.backfile]" not in answer.body


def test_an_absolute_path_is_not_one_of_the_machine(served: Served) -> None:
    for place in (served.site.root / "secret.txt", served.site.root.parent / "secret.txt"):
        for target in (f"/{place}", f"//{place}", "/" + str(place).replace("/", "%2f"), f"/old/{place}"):
            assert 400 <= served.ask("GET", target).status < 500


@pytest.mark.parametrize(
    "target",
    [
        "/%00",
        "/index.html%00",
        "/%00/../secret.txt",
        "/%ff",
        "/%0a",
        "/%0d%0aSet-Cookie:x",
        "/%1b[2J",
        "/%zz",
        "/%",
        "*",
        "/" + "a/" * 4_000,
        "/" + "a" * 5_000,
        "/" + "%f0%9f%90%b3" * 900,
    ],
)
def test_odd_addresses_are_refused_quietly(served: Served, target: str) -> None:
    answer = served.ask("GET", target)
    assert answer.status in (400, 404)
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 10_000_000,
        b"\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nbroken\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n",
    ],
)
def test_what_is_no_request_gets_an_error_or_nothing(served: Served, request_: bytes) -> None:
    assert served.send(request_).status in (0, 400, 403, 405)
    assert served.ask("GET", "/").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "NONSENSE"])
def test_only_reading_is_possible(served: Served, method: str) -> None:
    for target in ("/", "/livereload.js", "/nope"):
        answer = served.ask(method, target, "Content-Length: 0")
        assert answer.status == 405, target
        assert answer.headers["allow"] == "GET, HEAD"
        assert b"<" not in answer.body


def test_slow_strangers_keep_nobody_waiting(served: Served) -> None:
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(300)]
    try:
        for channel in slow:
            channel.sendall(b"GET / HTTP/1.1\r\nHost: ")
        assert served.ask("GET", "/").status == 200
    finally:
        for channel in slow:
            channel.close()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of this kind are none of Windows'")
def test_links_that_lead_out_and_what_is_no_file_are_not_followed(served: Served) -> None:
    public = served.site.output
    (public / "out.txt").symlink_to(served.site.root / "secret.txt")
    (public / "out").symlink_to(served.site.root)
    (public / "loop").symlink_to(public / "loop")
    (public / "in.txt").symlink_to(public / "robots.txt")
    os.mkfifo(public / "pipe")
    try:
        for target in ("/out.txt", "/out/secret.txt", "/out/", "/loop", "/pipe"):
            assert served.ask("GET", target).status == 404, target
        assert served.ask("GET", "/in.txt").status == 200
    finally:
        for name in ("out.txt", "out", "loop", "in.txt", "pipe"):
            (public / name).unlink()


def test_a_missing_page_is_the_sites_own_and_reloads(served: Served) -> None:
    answer = served.ask("GET", "/2025/06/not-yet/")
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=UTF-8"
    assert b"There is no page at this address" in answer.body
    assert answer.body.count(b'<script src="/livereload.js?') == 1
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_links_of_the_missing_page_lead_on_under_its_base_path(served: Served) -> None:
    page = served.ask("GET", "/nope").body.decode()
    assert 'href="/old/site.css"' in page
    assert served.ask("GET", "/old/site.css").status == 200
    assert served.ask("GET", "/old/tags/").status == 200
    assert served.ask("GET", "/old/").status == 200


def test_a_site_without_a_missing_page_says_so_in_words(served: Served) -> None:
    page = served.site.output / "404.html"
    kept = page.read_bytes()
    page.unlink()
    try:
        answer = served.ask("GET", "/nope")
        assert (answer.status, answer.body) == (404, b"404 Not Found\n")
    finally:
        page.write_bytes(kept)


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html"),
        ("/site.css", "text/css"),
        ("/code.js", "text/javascript"),
        ("/feed.xml", "application/xml"),
        ("/feed.json", "application/json"),
        ("/a.svg", "image/svg+xml"),
        ("/list.csv", "text/csv"),
        ("/note.md", "text/plain"),
        ("/cite.bib", "text/plain"),
        ("/cite.ris", "text/plain"),
        ("/list.jsonl", "text/plain"),
        ("/robots.txt", "text/plain"),
    ],
)
def test_text_is_served_as_utf_8(served: Served, target: str, kind: str) -> None:
    assert served.ask("GET", target).headers["content-type"] == f"{kind}; charset=UTF-8"


def test_nothing_is_cached(served: Served) -> None:
    stamp = "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"
    answer = served.ask("GET", "/site.css?v=1", stamp, "If-None-Match: *")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert "expires" not in answer.headers


def test_a_folder_leads_to_its_page(served: Served) -> None:
    answer = served.ask("GET", "/2025/06/x")
    assert (answer.status, answer.headers["location"]) == (301, "/2025/06/x/")
    assert served.ask("GET", "/2025/06/x/").status == 200
    assert served.ask("HEAD", "/2025/06/x/").body == b""
    assert 400 <= served.ask("GET", "//evil.example/%2e%2e").status < 500


@pytest.mark.parametrize(
    ("host", "port", "called", "expected"),
    [
        ("127.0.0.1", 80, "127.0.0.1", True),
        ("127.0.0.1", 80, "localhost:80", True),
        ("127.0.0.1", 80, "[::1]", True),
        ("127.0.0.1", 80, "evil.example", False),
        ("127.0.0.1", 8000, "192.168.0.7:8000", False),
        ("0.0.0.0", 8000, "192.168.0.7:8000", True),
        ("0.0.0.0", 8000, "[fe80::1]:8000", True),
        ("0.0.0.0", 8000, "evil.example:8000", False),
        ("::", 8000, "192.168.0.7:8000", True),
        ("my-box", 8000, "My-Box:8000", True),
        ("my-box", 8000, "other-box:8000", False),
        ("fe80::1", 8000, "[fe80::1]:8000", True),
    ],
)
def test_names_for_other_hosts_and_ports(host: str, port: int, called: str, expected: bool) -> None:
    shown = Preview(Site(Path(), Settings()), host)
    shown.port = port
    assert shown.is_called(called) is expected
