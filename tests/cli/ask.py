"""Ask the process whose socket is the first argument to run `policydiff`; a program of its own that starts quickly."""

import os
import socket
import sys

if __name__ == "__main__":
    with socket.socket(socket.AF_UNIX) as asked:
        asked.connect(sys.argv[1])
        variables = [f"{name}={value}" for name, value in os.environ.items()]
        words = [os.getcwd(), str(len(sys.argv) - 2), *sys.argv[2:], *variables]  # noqa: PTH109 - pathlib starts slowly
        socket.send_fds(asked, [b"\0"], [0, 1, 2])
        asked.sendall(os.fsencode("\0".join(words)))
        asked.shutdown(socket.SHUT_WR)
        sys.exit(int(asked.recv(16) or 70))
