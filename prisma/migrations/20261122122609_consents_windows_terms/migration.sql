-- AlterTable
ALTER TABLE "camera" ADD COLUMN     "probe" JSONB,
ADD COLUMN     "probed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "consent_scan" ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by" UUID,
ADD COLUMN     "refused_why" TEXT,
ADD COLUMN     "stated_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "consent_text" ADD COLUMN     "required_from" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "viewing_window" ADD COLUMN     "session_kind" VARCHAR(16);



-- The history keeps for whom a window is; what was kept before is for everyone.
DROP TRIGGER viewing_window_history ON viewing_window;
CREATE TRIGGER viewing_window_history AFTER INSERT OR DELETE OR UPDATE OF id, classroom_id, weekday, from_minute, to_minute, session_kind ON viewing_window
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,classroom_id,weekday,from_minute,to_minute,session_kind');
CREATE OR REPLACE VIEW past.viewing_window AS SELECT r.* FROM past.rows_of('viewing_window') AS h(row), jsonb_populate_record(NULL::public.viewing_window, h.row) AS r;
CREATE VIEW past.consent_text AS SELECT * FROM public.consent_text WHERE published_at <= past.asked_at();

-- Inspectors and volunteers come for a time. Those that stand without an end keep none for longer than this.
UPDATE role_assignment SET ends_at = now() + interval '60 days' WHERE role IN ('inspector', 'volunteer') AND ends_at IS NULL;
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_ends CHECK (role NOT IN ('inspector', 'volunteer') OR ends_at IS NOT NULL);

-- A scan is what was sent: only what became of it is written, once.
CREATE FUNCTION refuse_scan_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL
     AND to_jsonb(OLD) - 'decided_at' - 'decided_by' - 'refused_why' = to_jsonb(NEW) - 'decided_at' - 'decided_by' - 'refused_why' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'consent_scan is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consent_scan_stands BEFORE UPDATE OR DELETE ON consent_scan
  FOR EACH ROW EXECUTE FUNCTION refuse_scan_change();
CREATE TRIGGER consent_scan_never_emptied BEFORE TRUNCATE ON consent_scan
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
