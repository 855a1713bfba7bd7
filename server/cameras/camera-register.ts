import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { AREA_KINDS, CameraRegister } from '../contract/cameras.ts';
import type { Asking } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findSitePlace, readRegister } from './cameras-store.ts';

type Language = z.output<typeof CameraRegister>['language'];

const HEADERS: Record<Language, string[]> = {
  zh: ['园所', '班级', '摄像头', '区域', '告示牌位置', '覆盖范围', '登记日期', '首次有画面', '在用'],
  en: [
    'site',
    'room',
    'camera',
    'area',
    'where the sign hangs',
    'what it sees',
    'registered',
    'first picture',
    'in use',
  ],
};
const AREA: Record<(typeof AREA_KINDS)[number], Record<Language, string>> = {
  classroom: { zh: '教室', en: 'classroom' },
  activity: { zh: '活动室', en: 'activity room' },
  sleep: { zh: '睡眠区', en: 'sleeping area' },
  dining: { zh: '餐厅', en: 'dining room' },
  outdoor: { zh: '户外', en: 'outdoors' },
  corridor: { zh: '走廊', en: 'corridor' },
};
const IN_USE = { zh: ['是', '否'], en: ['yes', 'no'] } as const;

/** A site's cameras as a file for an inspector; no address of a camera is in it. @throws AppError 'forbidden' or 'not-found' */
export async function cameraRegister(
  { db }: Pick<CameraDeps, 'db'>,
  asking: Asking,
  { siteId, language }: z.output<typeof CameraRegister>,
): Promise<string> {
  requirePermission(asking, 'cameras:read', await findSitePlace(db, siteId));
  const rows = (await readRegister(db, siteId)).map((camera) => [
    camera.site.name,
    camera.classroom.name,
    camera.name,
    AREA[camera.areaKind as keyof typeof AREA][language],
    camera.signage,
    camera.coverage,
    localDay(camera.createdAt, camera.site.timeZone),
    camera.firstLiveAt ? localDay(camera.firstLiveAt, camera.site.timeZone) : '',
    IN_USE[language][camera.isEnabled ? 0 : 1],
  ]);
  // A text that begins like a formula stays text in a spreadsheet.
  return stringify([HEADERS[language], ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
