import type { z } from 'zod';
import { type AtTheDoor, DoorDone, DoorVisit, KioskScreen } from '#contract/kiosk.ts';
import { request, requestUnsigned } from '../../shared/api.ts';

export type DoorRecord = z.input<typeof AtTheDoor>;

// --- the screen: known by its cookie, signed in as nobody -------------------------------------
export const pairKiosk = (code: string) => requestUnsigned(KioskScreen, 'POST', '/api/kiosk/pair', { code });
export const readKiosk = () => requestUnsigned(KioskScreen, 'GET', '/api/kiosk');
export const visitByPin = (phone: string, pin: string) =>
  requestUnsigned(DoorVisit, 'POST', '/api/kiosk/visits', { phone, pin });
export const recordAtScreen = (record: DoorRecord) => requestUnsigned(DoorDone, 'POST', '/api/kiosk/records', record);

// --- a guardian's own phone ---------------------------------------------------------------------
export const visitByToken = (token: string) => request(DoorVisit, 'POST', '/api/door/visits', { token });
export const recordByPhone = (record: DoorRecord) => request(DoorDone, 'POST', '/api/door/records', record);
