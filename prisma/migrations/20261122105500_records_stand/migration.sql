-- Of a look only its end and its lease are ever written; who looked at what, from where and by which right stays.
CREATE FUNCTION refuse_look_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.ended_at IS NULL OR NEW.ended_at = OLD.ended_at)
     AND to_jsonb(OLD) - 'ended_at' - 'end_reason' - 'lease_until' = to_jsonb(NEW) - 'ended_at' - 'end_reason' - 'lease_until' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'viewing_session is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER viewing_session_stands BEFORE UPDATE OR DELETE ON viewing_session
  FOR EACH ROW EXECUTE FUNCTION refuse_look_change();
CREATE TRIGGER viewing_session_never_emptied BEFORE TRUNCATE ON viewing_session
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An act upon many rights is undone once, and nothing else of it changes.
CREATE FUNCTION refuse_act_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL
     AND to_jsonb(OLD) - 'undone_at' = to_jsonb(NEW) - 'undone_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'access_change is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER access_change_stands BEFORE UPDATE OR DELETE ON access_change
  FOR EACH ROW EXECUTE FUNCTION refuse_act_change();
