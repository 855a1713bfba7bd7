-- AlterTable
ALTER TABLE "camera" ADD COLUMN     "first_live_at" TIMESTAMPTZ(3);


-- What showed a picture once, as far as was written down: a look at it, or its own state.
UPDATE camera SET first_live_at = COALESCE(
  (SELECT min(e.at) FROM event e WHERE e.camera_id = camera.id AND e.type = 'camera:state' AND e.payload ->> 'phase' = 'live'),
  (SELECT min(v.opened_at) FROM viewing_session v WHERE v.camera_id = camera.id),
  CASE WHEN phase IN ('live', 'stalled') THEN phase_since END
);
