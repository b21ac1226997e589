"""Python reads this when it starts: the machine's clock shows the moment in CLOCK, and goes on."""

import os

import time_machine

if os.environ.get("CLOCK"):
    time_machine.travel(os.environ["CLOCK"], tick=True).start()
