-- Whom a family let fetch its child is proof of who it was handed to: of a person only the photo is changed, and that they may
-- fetch no more is written once.
CREATE FUNCTION refuse_pickup_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.withdrawn_at IS NULL OR (NEW.withdrawn_at = OLD.withdrawn_at AND NEW.withdrawn_by IS NOT DISTINCT FROM OLD.withdrawn_by))
     AND to_jsonb(OLD) - 'photo' - 'withdrawn_at' - 'withdrawn_by' = to_jsonb(NEW) - 'photo' - 'withdrawn_at' - 'withdrawn_by' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'pickup_person is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER pickup_person_stands BEFORE UPDATE ON pickup_person
  FOR EACH ROW EXECUTE FUNCTION refuse_pickup_change();
CREATE TRIGGER pickup_person_never_deleted BEFORE DELETE OR TRUNCATE ON pickup_person
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a room owed is told from the tasks of then: one ends, and is never rewritten.
CREATE FUNCTION refuse_task_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND to_jsonb(OLD) - 'ended_at' = to_jsonb(NEW) - 'ended_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'room_task is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER room_task_stands BEFORE UPDATE ON room_task
  FOR EACH ROW EXECUTE FUNCTION refuse_task_change();
CREATE TRIGGER room_task_never_deleted BEFORE DELETE OR TRUNCATE ON room_task
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A screen is switched off, not forgotten: the audit names it.
CREATE TRIGGER kiosk_never_deleted BEFORE DELETE OR TRUNCATE ON kiosk
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER room_breach_never_emptied BEFORE TRUNCATE ON room_breach
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER care_alert_never_emptied BEFORE TRUNCATE ON care_alert
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
