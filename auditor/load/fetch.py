"""Fetch a page from the web: bounded in size and time, and never from a private network."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from auditor.errors import LoadError
from auditor.version import VERSION

CONNECT_SECONDS = 10.0
TOTAL_SECONDS = 30.0
"""A page that takes longer would keep an editor or a CI job waiting; a slow site answers within a few seconds."""

MAX_REDIRECTS = 5
"""Fetch standard: browsers give up after 20; http → https → www → path is three."""

CHUNK = 65_536
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/xml": "html",
    "text/xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/plain": "",
    "application/octet-stream": "",
    "": "",
}
"""Media types that may hold a page, and the format that each means; an empty format is told from the content."""

SAVE_IT = "save the page from your browser and audit the file"


@dataclass(frozen=True)
class Fetched:
    """A page as it came: its bytes, and the format and character set that the server named."""

    body: bytes
    format: str
    charset: str


def fetch(address: str, limit: int) -> Fetched:
    """Return the page at an http(s) address, at most one byte more than `limit`. Raises LoadError.

    Every address that a name resolves to must be public, also after a redirect, and the connection goes to the
    address that was checked, so that a name cannot change its meaning in between.
    """
    deadline = time.monotonic() + TOTAL_SECONDS
    here = address
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = request(here, limit, deadline)
        except LoadError as e:
            by_way = "" if here == address else f"it redirects to {here}: "
            raise LoadError(f"{address}: {by_way}{e}") from e
        except (HTTPError, OSError, ValueError) as e:
            raise LoadError(f"{address}: it cannot be fetched ({reason(e)}); check the address, or {SAVE_IT}") from e
        if isinstance(answer, Fetched):
            return answer
        here = urljoin(here, answer)
    raise LoadError(f"{address}: it redirects more than {MAX_REDIRECTS} times; give the final address, or {SAVE_IT}")


def request(address: str, limit: int, deadline: float) -> Fetched | str:
    """Return the page, or the address that it redirects to. Raises LoadError, without the address."""
    parts = urlsplit(address)
    host = parts.hostname
    if parts.scheme not in {"http", "https"} or not host:
        raise LoadError("only http and https addresses are fetched; check the address")
    name = host if ":" in host else host.encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    pool = connection(parts.scheme, name, port, public_address(name, port))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        response = pool.request(
            "GET",
            re.sub(r"[^!-~]", quoted, path),
            headers={
                "Host": host_header(parts, name),
                "User-Agent": f"auditor/{VERSION}",
                "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9",
                "Accept-Encoding": "gzip, deflate",
            },
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=CONNECT_SECONDS),
        )
        return received(response, limit, deadline)
    finally:
        pool.close()


def quoted(m: re.Match[str]) -> str:
    """Return a character that an address may not hold in its percent form."""
    return "".join(f"%{byte:02X}" for byte in m.group().encode("utf-8"))


def host_header(parts: SplitResult, name: str) -> str:
    """Return the host as the server expects it named."""
    bare = f"[{name}]" if ":" in name else name
    return f"{bare}:{parts.port}" if parts.port else bare


def public_address(host: str, port: int) -> str:
    """Return an address of the host; all that it has must be public. Raises LoadError."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as e:
        raise LoadError(f"no server has the name {host}; check the address and the network") from e
    private = [one for one in found if not is_public(one)]
    if private or not found:
        raise LoadError(f"{host} is in a private network ({private[0] if private else 'no address'}); {SAVE_IT}")
    return found[0]


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, also the IPv4 address that an IPv6 address wraps."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if wrapped is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def connection(scheme: str, host: str, port: int, address: str) -> Any:
    """Return a connection pool to one address; the certificate must be the host's."""
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        address, port, maxsize=1, ssl_context=ssl.create_default_context(), server_hostname=host, assert_hostname=host
    )


def received(response: Any, limit: int, deadline: float) -> Fetched | str:
    """Return the page of a response, or where it redirects to. Raises LoadError, without the address."""
    if response.status in REDIRECTS and response.headers.get("Location"):
        return str(response.headers["Location"])
    if response.status != 200:
        raise LoadError(f"the server answered {response.status} {response.reason or ''}".rstrip() + f"; {SAVE_IT}")
    kind, charset = media_type(response.headers)
    if kind not in FORMATS:
        raise LoadError(f"it is {kind}, not a page; give the address of an HTML, Markdown or text page")
    body = bytearray()
    for chunk in response.stream(CHUNK, decode_content=True):
        body += chunk
        if len(body) > limit:
            raise LoadError(f"it is larger than {limit:,} bytes; raise max-bytes in the configuration to read it")
        if time.monotonic() > deadline:
            raise LoadError(f"it took longer than {TOTAL_SECONDS:.0f} seconds; try again, or {SAVE_IT}")
    return Fetched(bytes(body), FORMATS[kind], charset)


def media_type(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the media type and character set that a response names, in small letters."""
    stated = headers.get("Content-Type", "").lower()
    m = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", stated)
    return stated.partition(";")[0].strip(), m.group(1) if m else ""


def reason(error: Exception) -> str:
    """Return what went wrong in one short line."""
    text = str(getattr(error, "reason", None) or error)
    text = re.sub(r"<[^<>]{0,200}>", "", text).strip(" :,")
    return text[:200] or type(error).__name__
