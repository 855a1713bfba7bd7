-- What is said for one child's family is of a child of that incident, or of none: a photo (its constraint had been dropped with
-- the notifications) and a step.
-- AddForeignKey
ALTER TABLE "incident_step" ADD CONSTRAINT "incident_step_incident_id_child_id_fkey" FOREIGN KEY ("incident_id", "child_id") REFERENCES "incident_child"("incident_id", "child_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_photo" ADD CONSTRAINT "incident_photo_incident_id_child_id_fkey" FOREIGN KEY ("incident_id", "child_id") REFERENCES "incident_child"("incident_id", "child_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever writes beside a publication that is not committed yet waits for it, and is refused then.
CREATE OR REPLACE FUNCTION refuse_after_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM incident WHERE id = NEW.incident_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM incident_step WHERE incident_id = NEW.incident_id AND kind = 'published') THEN
    RAISE EXCEPTION 'the incident is published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- What is held of a recording stays held, whoever asks.
CREATE TRIGGER recording_hold_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recording_hold
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
