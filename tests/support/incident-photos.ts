import { randomUUID } from 'node:crypto';
import type { ChildId, UserId } from '../../server/contract/ids.ts';
import type { Db } from '../../server/platform/database.ts';
import { createSealer } from '../../server/platform/sealer.ts';
import { makeIncident, makePublished } from './incidents.ts';

type Place = Parameters<typeof makePublished>[1];
type Named = { incidentId: string; photoId: string };

/** Of an incident that is a draft, for the nursery alone. */
export async function makePhoto(db: Db, key: Uint8Array, place: Place): Promise<Named> {
  const incidentId = await makeIncident(db, place);
  return { incidentId, photoId: await insert(db, key, { incidentId, childId: null, addedBy: place.caregiverId }) };
}

/** Of one that was published, for the family of its child. */
export async function makeOwnPhoto(db: Db, key: Uint8Array, place: Place): Promise<Named> {
  let photoId = '';
  const { incidentId } = await makePublished(db, place, async (about) => {
    photoId = await insert(db, key, { ...about, addedBy: place.caregiverId });
  });
  return { incidentId, photoId };
}

type Photo = { incidentId: string; childId: ChildId | null; addedBy: UserId };

async function insert(db: Db, key: Uint8Array, photo: Photo): Promise<string> {
  const id = randomUUID();
  const seal = (size: string) =>
    createSealer(key).seal(`kanwa incident photo ${id} ${size}`, new Uint8Array([255, 216, 255]));
  const bytes = { sealed: seal('full'), thumb: seal('thumb'), width: 4, height: 3 };
  await db.incidentPhoto.create({ data: { id, ...photo, ...bytes, addedAt: new Date() } });
  return id;
}
