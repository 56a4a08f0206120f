#!/usr/bin/env python3
"""Signals at random moments: the outputs are the old or the new, never half of one.

    signals.py interrupted   SIGINT and SIGTERM: status 130, and nothing is left over
    signals.py killed        SIGKILL: temporary files may be left, under hidden names
"""

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import (  # noqa: E402
    INTERRUPTED, OK, ROUNDS, article, duration, files_in, long_article, main, start,
    whole_or_temporary)


def random_moments(checks, folder, signals, allowed, leftovers):
    """Rounds of a run that is disturbed by a signal, with an older output in place.

    The run is of two inputs in two processes; every second time the whole group gets
    the signal, as from a terminal. After each round the outputs are the old or the new.
    """
    source = long_article(folder / "in")
    other = article(folder / "in")
    convert = ["convert", source, other, "-j", "2", "-o"]
    old, new = folder / "old", folder / "new"
    duration([*convert, f"{old}/", "--paper", "A5"], old)
    longest = duration([*convert, f"{new}/"], new)
    known = {name: [(old / name).read_bytes(), (new / name).read_bytes()]
             for name in files_in(new)}
    checks.that(len(known) == 4, f"four outputs, not {sorted(known)}")
    delay = random.Random(5)
    for count in range(ROUNDS):
        # a folder for each round: after SIGKILL the other process may still be at work
        out = Path(shutil.copytree(old, folder / f"out-{count}"))
        process = start([*convert, f"{out}/"], start_new_session=True)
        time.sleep(delay.uniform(0, longest))
        kind = signals[count % len(signals)]
        if count % 2:
            os.killpg(process.pid, kind)
        else:
            process.send_signal(kind)
        process.communicate(timeout=anban.HANG)
        words = f"round {count} (signal {kind.name})"
        checks.that(process.returncode in (OK, *allowed),
                    f"{words}: status {process.returncode}")
        checks.that(whole_or_temporary(out, known), f"{words}: half a file: {files_in(out)}")
        hidden = [name for name in files_in(out) if name.startswith(".")]
        checks.that(leftovers or not hidden, f"{words}: left over: {hidden}")
    checks.run("afterwards", anban.run([*convert, f"{out}/"]), OK)
    checks.that(all((out / name).read_bytes() == contents[1]
                    for name, contents in known.items()), "afterwards: not the new files")


def check_interrupted(checks, folder):
    # -2 and -15: the signal came before the program was up; a shell says 130 and 143
    random_moments(checks, folder, [signal.SIGINT, signal.SIGINT, signal.SIGTERM],
                   (INTERRUPTED, -signal.SIGINT, -signal.SIGTERM), leftovers=False)


def check_killed(checks, folder):
    random_moments(checks, folder, [signal.SIGKILL], (-signal.SIGKILL,), leftovers=True)


TESTS = {"interrupted": check_interrupted, "killed": check_killed}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in TESTS:
        sys.exit(__doc__)
    main(TESTS[sys.argv[1]])
