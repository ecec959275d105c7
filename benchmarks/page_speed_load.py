"""Asks for pages as browsers do, and notes how long every answer took; a process of its own.

    python benchmarks/page_speed_load.py PORT CONNECTIONS      reads one JSON order per line, answers one line each

An order has `seconds`, `mode` and `visits`: for each viewer a cookie header and the addresses that make up the page.
Every connection goes to another worker and has one request under way: it asks for the page, then for its fragments in
turn, then for the next viewer's page. In mode `anew` addresses of fragments are read in the answer before, because
every page has a name of its own. An answer that is not 200 ends the measurement.
"""

import json
import socket
import sys
import threading
import time

ATTEMPTS = 400
MOBILE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36"
)


class ClosedByServer(RuntimeError):
    """Nobody asked for a while."""


class Connection:
    """Keeps one connection open; knows which worker is at its other end."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connect()

    def _connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head, _body = self.ask("/healthz", "")
        self.worker = head.lower().partition(b"x-worker: ")[2].partition(b"\r\n")[0]

    def wake(self) -> None:
        """Connect to the same worker again if it closed the connection, as it does when nobody asks for a while."""
        try:
            self.ask("/healthz", "")
        except (ClosedByServer, OSError):
            wanted = self.worker
            for _attempt in range(ATTEMPTS):
                self.socket.close()
                self._connect()
                if self.worker == wanted:
                    return
            raise

    def ask(self, path: str, cookies: str) -> tuple[bytes, bytes]:
        """Head and body of an answer."""
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUser-Agent: {MOBILE}\r\nAccept: text/html\r\n"
            f"Cookie: {cookies}\r\n\r\n".encode()
        )
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = bytes(received[:end])
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(received) < end + 4 + length:
            received += self._more()
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {head.splitlines()[0].decode()}")
        return head, bytes(received[end + 4 :])

    def _more(self) -> bytes:
        part = self.socket.recv(262_144)
        if not part:
            raise ClosedByServer("The server closed the connection.")
        return part


def connections(port: int, count: int) -> list[Connection]:
    """One to each of `count` different workers."""
    found: dict[bytes, Connection] = {}
    for _attempt in range(ATTEMPTS):
        one = Connection(port)
        if one.worker in found:
            one.socket.close()
        else:
            found[one.worker] = one
        if len(found) == count:
            return list(found.values())
    raise RuntimeError(f"Only {len(found)} of {count} workers took a connection.")


def following(body: bytes) -> str:
    """The address of the fragment that comes after this answer; empty at the end of the page."""
    address = body.partition(b'data-behaviour="more_rows" data-href="')[2].partition(b'"')[0]
    return address.decode().replace("&amp;", "&")


def visit(connection: Connection, cookies: str, paths: list[str], *, is_followed: bool) -> list[tuple[float, int]]:
    """Seconds and bytes of each answer of one view of the page."""
    answers, waiting = [], list(paths)
    while waiting:
        path = waiting.pop(0)
        begun = time.perf_counter()
        _head, body = connection.ask(path, cookies)
        answers.append((time.perf_counter() - begun, len(body)))
        if is_followed and (after := following(body)):
            waiting.append(after)
    return answers


failed: list[str] = []


def work(connection: Connection, order: dict, share: list, out: list) -> None:
    # Whole rounds while warming up, so that every worker has seen every viewer; by the clock when it counts.
    end = time.perf_counter() + order["seconds"]
    place = 0
    while (time.perf_counter() < end) if order["seconds"] else (place < len(share)):
        cookies, paths = share[place % len(share)]
        try:
            out.append(visit(connection, cookies, paths, is_followed=order["mode"] == "anew"))
        except (RuntimeError, OSError, ValueError) as problem:
            failed.append(str(problem))
            return
        place += 1


def fulfil(order: dict, open_ones: list[Connection]) -> dict:
    outs: list[list] = [[] for _connection in open_ones]
    for one in open_ones:
        one.wake()
    visits, count = order["visits"], len(open_ones)
    # Warming up, every connection visits everybody; then each begins elsewhere.
    shares = [visits[n * len(visits) // count :] + visits[: n * len(visits) // count] for n in range(count)]
    threads = [
        threading.Thread(target=work, args=(one, order, share, out))
        for one, share, out in zip(open_ones, shares, outs, strict=True)
    ]
    begun, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen = [answers for out in outs for answers in out]
    if any(not out for out in outs) or failed:
        raise RuntimeError(f"Not every page was answered: {failed}")
    return {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu, "visits": seen}


def main(port: int, count: int) -> None:
    open_ones = connections(port, count)
    for line in sys.stdin:
        print(json.dumps(fulfil(json.loads(line), open_ones)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
