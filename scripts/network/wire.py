"""A cable that takes its time and loses packets: wire.py NAMESPACE CARD NAMESPACE CARD ONE_WAY_MS LOSS_SHARE

The kernel here has no netem. Two TUN devices, one in each namespace; what goes into one comes out of the other, later. Prints
"ready" when both are there; ends with its standard input.
"""

import ctypes
import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
CLONE_NEWNET = 0x40000000
LARGEST_PACKET = 65536

libc = ctypes.CDLL(None, use_errno=True)


def open_card(namespace, card):
    """In that namespace, where it stays whatever namespace this process is in later."""
    with open(f"/var/run/netns/{namespace}") as home:
        if libc.setns(home.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), namespace)
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", card.encode(), IFF_TUN | IFF_NO_PI))
    return device


def take(device, other, delay, loss, waiting):
    """All that lies ready at one end."""
    while True:
        try:
            packet = os.read(device, LARGEST_PACKET)
        except BlockingIOError:
            return
        except OSError:
            return  # not up yet
        if random.random() >= loss:
            heapq.heappush(waiting, (time.monotonic() + delay, next(numbers), other, packet))


def count():
    number = 0
    while True:
        yield number
        number += 1


numbers = count()


def main():
    near_namespace, near_card, far_namespace, far_card, one_way_ms, loss = sys.argv[1:]
    near = open_card(near_namespace, near_card)
    far = open_card(far_namespace, far_card)
    delay, loss = float(one_way_ms) / 1000, float(loss)
    waiting = []
    print("ready", flush=True)
    while True:
        pause = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        readable, _, _ = select.select([near, far, sys.stdin], [], [], pause)
        if sys.stdin in readable:
            return
        take(near, far, delay, loss, waiting)
        take(far, near, delay, loss, waiting)
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, device, packet = heapq.heappop(waiting)
            try:
                os.write(device, packet)
            except OSError:
                pass  # a cable does not repeat what nobody took


main()
