"""Runs programs for `tests.forking`: this process imports what they need, and each is a copy of it.

It is a script, so that nothing but what programs import is there in the copies.
"""

import gc
import importlib
import json
import os
import random
import runpy
import signal
import socket
import sys
import time
from importlib.metadata import entry_points
from pkgutil import walk_packages

from _pytest.assertion import install_importhook
from _pytest.config import get_config

# All that takes long to import, as pytest imports its plugins, which it rewrites.
PLUGINS = ("copydesk", "playwright", "syrupy", "xdist")
hook = install_importhook(get_config())
plugins = {plugin.name: plugin for plugin in entry_points(group="pytest11")}
hook.mark_rewrite(*(plugin.module.partition(".")[0] for plugin in plugins.values()))
for name in PLUGINS:
    plugins[name].load()
for module in walk_packages(importlib.import_module("copydesk").__path__, "copydesk."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
sys.meta_path.remove(hook)
gc.collect()
gc.freeze()

asking = socket.socket(fileno=int(sys.argv[1]))
while True:
    said, files, _, _ = socket.recv_fds(asking, 1 << 20, 2)
    if not said:
        sys.exit()
    if not (child := os.fork()):
        break
    for file in files:
        os.close(file)
    asking.send(f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    asking.send(f"{os.waitstatus_to_exitcode(status)}\n".encode())

# From here on, this is a copy.
asking.close()
order = json.loads(said)
for file, place in zip(files, (1, 2), strict=True):
    os.dup2(file, place)
    os.close(file)
os.chdir(order["cwd"])
os.environ.clear()
os.environ.update(order["env"])
sys.dont_write_bytecode = bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))
sys.pycache_prefix = os.environ.get("PYTHONPYCACHEPREFIX") or None
sys.path[0] = order["cwd"]
sys.argv = ["", *order["arguments"]]
signal.signal(signal.SIGINT, signal.default_int_handler)
random.seed()
time.tzset()
module = order["module"]
runpy.run_module(module, run_name="__main__", alter_sys=True)
