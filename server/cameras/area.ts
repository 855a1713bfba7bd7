import { FORBIDDEN_AREA_KINDS } from '../contract/cameras.ts';
import { AppError } from '../platform/errors.ts';

const FORBIDDEN: readonly string[] = FORBIDDEN_AREA_KINDS;

/** @throws AppError 'camera-area-forbidden' (State Council Order 799) */
export function requireLawfulArea(areaKind: string): void {
  if (FORBIDDEN.includes(areaKind)) throw new AppError('camera-area-forbidden', { fields: { areaKind: 'forbidden' } });
}
