#!/usr/bin/python3
"""A camera on GStreamer's RTSP server, which nobody here wrote: digest login, real footage, nothing encoded while it runs.

/main is 720p25 with sound (G.711), /sub is 360p15. Frame k leaves at start + k / fps and shows k modulo the number of
frames as a barcode. A viewer joins in the middle of a group of pictures, as with real cameras. Prints "ready <port>
<start, in ms>".
"""

import argparse
import re
import threading
import time

import gi

gi.require_version('Gst', '1.0')
gi.require_version('GstRtsp', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402  (the versions come first)

VIDEO = (
    'appsrc name=video is-live=true format=time do-timestamp=true '
    'caps=video/x-h264,stream-format=byte-stream,alignment=au,framerate={fps}/1 '
    '! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 config-interval=-1 mtu=1400'
)
SOUND = (
    ' appsrc name=sound is-live=true format=time do-timestamp=true caps=audio/x-alaw,rate=8000,channels=1 '
    '! rtppcmapay name=pay1 pt=8 min-ptime=20000000 max-ptime=20000000'
)
# Twenty milliseconds of silence. Fed like the picture: a source that could be wound back makes the server refuse
# players that ask for the beginning, as Janus does.
SILENCE = b'\xd5' * 160
SOUND_PACKETS_PER_SECOND = 50
SLICES = (1, 5)


def pictures(path):
    """The access units of an Annex B file that has one slice a picture."""
    with open(path, 'rb') as file:
        data = file.read()
    units, current = [], b''
    for nal in re.split(b'\x00\x00\x00\x01|\x00\x00\x01', data)[1:]:
        current += b'\x00\x00\x00\x01' + nal
        if nal[0] & 31 in SLICES:
            units.append(current)
            current = b''
    return units


class Stream(GstRtspServer.RTSPMediaFactory):
    def __init__(self, frames, fps, has_sound, start):
        super().__init__()
        self.frames, self.fps, self.has_sound, self.start = frames, fps, has_sound, start
        self.set_shared(True)
        self.set_latency(0)

    def do_create_element(self, _url):
        return Gst.parse_launch('( ' + VIDEO.format(fps=self.fps) + (SOUND if self.has_sound else '') + ' )')

    def do_configure(self, media):
        stop = threading.Event()
        media.connect('unprepared', lambda _: stop.set())
        self.begin_feeding(media, 'video', self.frames, self.fps, stop)
        if self.has_sound:
            self.begin_feeding(media, 'sound', [SILENCE], SOUND_PACKETS_PER_SECOND, stop)

    def begin_feeding(self, media, name, frames, fps, stop):
        source = media.get_element().get_by_name(name)
        feeder = threading.Thread(target=self.feed, args=(source, frames, fps, stop), daemon=True)
        source.connect('need-data', lambda *_: feeder.ident or feeder.start())

    def feed(self, source, frames, fps, stop):
        first = k = int((time.time() - self.start) * fps) + 1
        while not stop.is_set():
            time.sleep(max(0, self.start + k / fps - time.time()))
            buffer = Gst.Buffer.new_wrapped(frames[k % len(frames)])
            buffer.pts = buffer.dts = int((k - first) * Gst.SECOND / fps)
            buffer.duration = int(Gst.SECOND / fps)
            if source.emit('push-buffer', buffer) != Gst.FlowReturn.OK:
                return
            k += 1


def login(username, password):
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string('media.factory.role', 'viewer')
    auth.add_digest(username, password, token)
    return auth


def main():
    args = argparse.ArgumentParser()
    args.add_argument('--footage', required=True)
    args.add_argument('--port', default='0')
    args.add_argument('--username', default='cam')
    args.add_argument('--password', default='secret')
    args.add_argument('--seconds', type=int, default=600, help='stops by itself after this')
    args = args.parse_args()

    Gst.init(None)
    server = GstRtspServer.RTSPServer.new()
    server.set_address('127.0.0.1')
    server.set_service(args.port)
    server.set_auth(login(args.username, args.password))
    start = time.time()
    for name, fps, has_sound in (('main', 25, True), ('sub', 15, False)):
        stream = Stream(pictures(f'{args.footage}/{name}.h264'), fps, has_sound, start)
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role('viewer', 'media.factory.access', True)
        permissions.add_permission_for_role('viewer', 'media.factory.construct', True)
        stream.set_permissions(permissions)
        server.get_mount_points().add_factory('/' + name, stream)
    if server.attach(None) == 0:
        raise SystemExit('The port is taken.')
    loop = GLib.MainLoop()
    GLib.timeout_add_seconds(args.seconds, loop.quit)
    print(f'ready {server.get_bound_port()} {start * 1000:.0f}', flush=True)
    loop.run()


main()
