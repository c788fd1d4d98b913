#!/usr/bin/env python3
"""A line between two network namespaces that is slow and loses packets, for kernels without a queue that does.

bad-line.py HOST_NAMESPACE HOST_ADDRESS DESKS_NAMESPACE DESKS_ADDRESS DELAY_MS LOSS

Packets are carried from one end to the other after DELAY_MS each way; LOSS (0 to 1) of them are dropped.
Prints "up" once it stands, and carries until it is ended.
"""
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x0001 | 0x1000
PACKET_BYTES = 65_536


def open_end(name, namespace, address):
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN_NO_PI))
    inside = ["ip", "-n", namespace]
    for words in (
        ["ip", "link", "set", name, "netns", namespace],
        [*inside, "addr", "add", f"{address}/24", "dev", name],
        [*inside, "link", "set", name, "up"],
    ):
        subprocess.run(words, check=True)
    return end


def carry(ends, delay_s, loss):
    waiting, count = [], 0
    while True:
        wait_s = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        for end in select.select(ends, [], [], wait_s)[0]:
            packet = os.read(end, PACKET_BYTES)
            if random.random() >= loss:
                count += 1
                heapq.heappush(waiting, (time.monotonic() + delay_s, count, ends[1 - ends.index(end)], packet))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, end, packet = heapq.heappop(waiting)
            try:
                os.write(end, packet)
            except BlockingIOError:
                pass  # A full queue loses packets, as a network's does.


if __name__ == "__main__":
    host, host_address, desks, desks_address, delay_ms, loss = sys.argv[1:7]
    random.seed(7)
    both = [open_end(f"cwh{os.getpid()}", host, host_address), open_end(f"cwd{os.getpid()}", desks, desks_address)]
    print("up", flush=True)
    carry(both, float(delay_ms) / 1000, float(loss))
