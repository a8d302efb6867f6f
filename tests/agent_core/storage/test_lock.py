import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agent_core.errors import ConfigurationError
from agent_core.storage.lock import DataDirLock


def test_a_second_server_is_told_who_has_the_folder_and_what_to_do(tmp_path: Path) -> None:
    with DataDirLock(tmp_path), pytest.raises(ConfigurationError) as caught:
        DataDirLock(tmp_path).acquire()
    for needed in (str(tmp_path), f"process {os.getpid()}", f"kill {os.getpid()}", "AGENTIC_DATA_DIR"):
        assert needed in str(caught.value)


def test_a_freed_folder_can_be_taken_again(tmp_path: Path) -> None:
    with DataDirLock(tmp_path):
        pass
    with DataDirLock(tmp_path):
        pass


@pytest.mark.faults
def test_a_killed_server_frees_the_folder(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from agent_core.storage.lock import DataDirLock\n"
        "DataDirLock(Path(sys.argv[1])).acquire(); lock = 1; print('held', flush=True); time.sleep(30)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    with holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ConfigurationError, match=f"process {holder.pid}"):
            DataDirLock(tmp_path).acquire()
        holder.send_signal(signal.SIGKILL)
    with DataDirLock(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match=r"file/data: Not a directory.*AGENTIC_DATA_DIR"):
        DataDirLock(tmp_path / "file" / "data").acquire()
