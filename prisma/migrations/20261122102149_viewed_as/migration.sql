-- AlterTable
ALTER TABLE "viewing_session" ADD COLUMN     "viewed_as" VARCHAR(8) NOT NULL DEFAULT 'guardian';


-- Looks without a child were those of staff, as far as was known.
UPDATE viewing_session SET viewed_as = 'staff' WHERE child_id IS NULL;

CREATE OR REPLACE VIEW past.viewing_session AS SELECT v.id, v.user_id, v.camera_id, v.child_id, v.opened_at, v.day,
    CASE WHEN v.ended_at <= past.asked_at() THEN v.ended_at END AS ended_at,
    CASE WHEN v.ended_at > past.asked_at() THEN v.ended_at ELSE v.lease_until END AS lease_until,
    v.viewed_as
  FROM public.viewing_session v WHERE v.opened_at <= past.asked_at();
