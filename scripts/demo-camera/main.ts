import { parseArgs } from 'node:util';
import { runCameras, type CameraEvent } from './cameras.ts';
import { makeFindable } from './onvif/make-findable.ts';
import { ROOMS, type Room } from './stream-format.ts';

const HELP = `A drawn classroom as an RTSP camera, for the demo and for tests. No real child is ever in its picture.

  node scripts/demo-camera/main.ts --username NAME [options]        the password comes in DEMO_CAMERA_PASSWORD

  --port N            default 8600; 0 picks a free one. Only this machine is answered.
  --username NAME     digest login
  --room ROOM         haitang or qingmiao; may be given twice; default both
  --cache DIR         where the encoded loops are kept; default .data/demo-camera
  --barcode           frame numbers for machines: 16 cells in the top 1/22 of the picture, white is 1, most significant
                      first; frame n is taken at t0Ms + n · frameMs, as the 'playing' line says
  --findable          answers an ONVIF search on 127.0.0.1 as well, unless somebody else does
  --exit-with-parent  stop when standard input ends, so that nothing is left behind when the parent dies
  --help

  rtsp://NAME:PASSWORD@127.0.0.1:8600/haitang/main   1280×720, H.264 baseline, 12.5 pictures/s, key frame every 2 s
  rtsp://NAME:PASSWORD@127.0.0.1:8600/haitang/sub    640×360

Needs ffmpeg, once: the first start draws and encodes the loops (about ten seconds), later ones play them.
Each line of the output is an event in JSON.
`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8600' },
      username: { type: 'string' },
      room: { type: 'string', multiple: true, default: [...ROOMS] },
      cache: { type: 'string', default: '.data/demo-camera' },
      barcode: { type: 'boolean', default: false },
      findable: { type: 'boolean', default: false },
      'exit-with-parent': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

const isRoom = (name: string): name is Room => ROOMS.some((room) => room === name);

/** One line an event; of the drawing only every tenth part. */
function printEvents(): (event: CameraEvent) => void {
  const told = new Map<Room, number>();
  return (event) => {
    if (event.event === 'preparing') {
      const tenth = Math.floor(event.share * 10);
      if (told.get(event.room) === tenth) return;
      told.set(event.room, tenth);
    }
    process.stdout.write(`${JSON.stringify(event)}\n`);
  };
}

async function main(): Promise<void> {
  const options = readOptions();
  const password = process.env.DEMO_CAMERA_PASSWORD;
  if (options.help || !options.username || !password) {
    process.stdout.write(HELP);
    process.exitCode = options.help ? 0 : 2;
    return;
  }
  const rooms = options.room.filter(isRoom);
  if (rooms.length < options.room.length) throw new Error(`A room is one of ${ROOMS.join(', ')}.`);
  const exit = () => process.exit(0);
  process.once('SIGTERM', exit);
  process.once('SIGINT', exit);
  if (options['exit-with-parent']) process.stdin.on('end', exit).on('error', exit).resume();
  const login = { username: options.username, password };
  const report = printEvents();
  await runCameras({
    port: Number(options.port),
    login,
    cacheDir: options.cache,
    rooms,
    hasBarcode: options.barcode,
    report: (event) => {
      report(event);
      if (event.event === 'playing' && options.findable) void makeFindable(event, login, report);
    },
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
