"""Becomes another program that cannot outlive who started it.

`python tether.py SIGNAL PARENT UID GID PROGRAM ARGUMENT...`: gives up root for UID and GID (`-`: stays who it is), asks the
kernel to send SIGNAL when the starter is gone, and turns into PROGRAM. A program of its own, not a `preexec_fn`: that one
may deadlock when the starter has threads. Where the kernel knows no such wish (macOS), the starter's own cleaning has to do.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(signal_number: int, parent: int) -> None:
    """Ends this process with a signal as soon as `parent` is gone, and at once if it is gone already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number)
    if os.getppid() != parent:
        sys.exit(1)


def main() -> None:
    signal_number, parent, uid, gid = sys.argv[1:5]
    command = sys.argv[5:]
    os.setsid()  # Ctrl-C in a terminal reaches the supervisor alone, which then ends its children in order
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    die_with_parent(int(signal_number), int(parent))  # after setuid, which would undo the wish
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
