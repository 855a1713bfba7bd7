import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Router } from 'express';
import { z } from 'zod';
import { startDemoCameras, type DemoCameras } from '../../scripts/demo-camera/start-demo-cameras.ts';
import type { AttendanceDeps } from '../attendance/attendance-deps.ts';
import { Recorder } from '../attendance/recorder.ts';
import { checkIn } from '../attendance/check-in.ts';
import { checkOut } from '../attendance/check-out.ts';
import { readCameraAddress } from '../cameras/camera-address.ts';
import type { CameraSecrets } from '../cameras/camera-secrets.ts';
import { pauseCamera, resumeCamera } from '../cameras/pause-camera.ts';
import type { Config } from '../config.ts';
import type { CameraId } from '../contract/ids.ts';
import { DemoAccount } from '../contract/sign-in.ts';
import { systemClock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import { send } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import { holdDemoRecordings } from './demo-incidents-store.ts';
import { startDemoDay, type DemoDay } from './demo-day.ts';
import { writeDemoCamera } from './demo-people-store.ts';
import { DEMO_ACCOUNTS } from './demo-staff.ts';
import { recordStaffEvent } from '../staffing/record-staff-event.ts';
import type { StaffingDeps } from '../staffing/staffing-deps.ts';
import { closeComingWeekends } from './demo-weekends-store.ts';
import { renewDemoPapers, seedDemo } from './seed-demo-store.ts';

const CAMERA_USER = 'kanwa';
const LOOPBACK = ['127.0.0.0/29'];
const CAMERAS = [
  { name: '海棠班教室', room: 'haitang', path: '/haitang' },
  { name: '青苗班教室', room: 'qingmiao', path: '/qingmiao' },
  // Registered where live view is off: nobody sees it, and its families read why.
  { name: '石榴班教室', room: 'shiliu', path: '/qingmiao' },
] as const;

export type DemoApp = {
  effects: { onFactsChanged: OnFactsChanged };
  attendance: AttendanceDeps;
  staffing: StaffingDeps;
  cameraSecrets: CameraSecrets;
};
export type Demo = { routes: Router; open: (app: DemoApp) => Promise<void>; stop: () => Promise<void> };

/**
 * The demo nursery: invented people, two drawn rooms behind real RTSP with a login, and a day that goes on. Seeding and
 * the cameras start at once; `open` needs the app, whose key seals the cameras' addresses.
 */
export async function prepareDemo({ db, config, log }: { db: Db; config: Config; log: Log }): Promise<Demo> {
  const password = randomBytes(12).toString('hex');
  const starting = startDemoCameras({
    port: config.DEMO_CAMERA_PORT,
    username: CAMERA_USER,
    password,
    cacheDir: path.join(config.DATA_DIR, 'demo-camera'),
    findable: true,
    log,
    onDrawing: () => process.stdout.write('… the demo’s rooms are drawn, only this once: about ten seconds\n'),
  });
  starting.catch(() => undefined); // awaited in open()
  await seedDemo(db, new Date());
  await renewDemoPapers(db, new Date());
  await closeComingWeekends(db, new Date());
  let day: DemoDay | undefined;
  return {
    routes: demoRoutes(),
    open: async ({ effects, attendance, staffing, cameraSecrets }) => {
      await registerCameras(db, cameraSecrets, await starting);
      await holdDemoRecordings(db, new Date());
      const deps = { db, now: systemClock, onFactsChanged: effects.onFactsChanged };
      day = await startDemoDay(
        db,
        {
          checkIn: (asking, input, recordedAt) => checkIn(attendanceAt(deps, attendance, recordedAt), asking, input),
          checkOut: (asking, input) => checkOut(attendance, asking, input),
          arriveStaff: (asking, input) => recordStaffEvent(staffing, asking, input),
          pause: (asking, cameraId) => pauseCamera(deps, asking, cameraId, { minutes: 5 }),
          resume: (asking, cameraId) => resumeCamera(deps, asking, cameraId),
        },
        log,
      );
    },
    stop: async () => {
      await day?.stop();
      await starting.then((cameras) => cameras.stop()).catch(() => undefined);
    },
  };
}

/** Attendance that takes this instant for now: what came before somebody looked was told when it happened. */
const attendanceAt = (
  { db, onFactsChanged }: { db: Db; onFactsChanged: OnFactsChanged },
  attendance: AttendanceDeps,
  at: Date,
): AttendanceDeps => {
  const now = () => at;
  return { ...attendance, now, recorder: new Recorder({ db, now, onFactsChanged, afterwards: () => undefined }) };
};

async function registerCameras(db: Db, secrets: CameraSecrets, cameras: DemoCameras): Promise<void> {
  for (const { name, room, path: at } of CAMERAS) {
    const typed = {
      main: cameras.address(`${at}/main`),
      sub: cameras.address(`${at}/sub`),
      username: '',
      password: '',
    };
    const sources = readCameraAddress(typed, LOOPBACK);
    await writeDemoCamera(db, { name, room, seal: (cameraId) => secrets.seal(cameraId as CameraId, sources) });
  }
}

/** Only here: in an installation there is no such path. */
function demoRoutes(): Router {
  return Router().get('/api/demo', (_req, res) => {
    send(res, z.array(DemoAccount), [...DEMO_ACCOUNTS]);
  });
}
