"""A command into what it took. Run by itself, since nothing large may start a command.

A process counts the peak of the one that started it as its own, so the tests start this small one,
which starts the command and writes, as JSON, what became of it.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from threading import Timer


def main() -> None:
    """`measured.py SECONDS REPORT COMMAND…`: after so many seconds of CPU the command is ended."""
    seconds, report, *command = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    # One that waits for something takes no CPU at all; many computers are busy with other things.
    watch = Timer(3 * int(seconds), os.killpg, (process.pid, 9))
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    watch.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    kilobytes = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    took = {
        "code": process.returncode,
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": kilobytes / 1024,
    }
    Path(report).write_text(json.dumps(took), encoding="utf-8")


main()
