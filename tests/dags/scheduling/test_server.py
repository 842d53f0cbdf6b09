"""What a killed component leaves behind is ended with it."""

import subprocess
import sys

import psutil

from dags.scheduling.server import _stop

SCHEDULER = """
import os, subprocess, sys
task = subprocess.Popen(["sleep", "600"], process_group=0)
print(task.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_the_task_of_a_killed_scheduler_does_not_outlive_it() -> None:
    command = [sys.executable, "-c", SCHEDULER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as scheduler:
        assert scheduler.stdout
        task = psutil.Process(int(scheduler.stdout.readline()))
        scheduler.wait()
        assert task.is_running()
        _stop([scheduler])
        gone, _ = psutil.wait_procs([task], timeout=10)
        assert gone or task.status() == psutil.STATUS_ZOMBIE
