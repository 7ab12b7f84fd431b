"""A process of its own for what strangers made: little memory and time, no network where the system allows it, and no secret of ours."""

import contextlib
import os
import resource
from pathlib import Path

import bridgework


def child_environment() -> dict[str, str]:
    """Only what Python needs to start: no database address, no key. One arena and one thread keep the memory small and countable."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(Path(bridgework.__file__).resolve().parents[1]),
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def confine(*, address_bytes: int, data_bytes: int, cpu_seconds: int, output_bytes: int) -> None:
    """Takes away from this process what it does not need. What the system does not let us take away is left: the limits hold in any case."""
    resource.setrlimit(resource.RLIMIT_AS, (address_bytes, address_bytes))
    resource.setrlimit(resource.RLIMIT_DATA, (data_bytes, data_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output_bytes, output_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would be a copy of what was read
    with contextlib.suppress(OSError, AttributeError):
        # An empty network of its own; Linux allows it without privilege where user namespaces are on.
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
