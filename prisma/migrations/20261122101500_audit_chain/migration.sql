-- An entry of the audit may be given its place in the chain, once, and nothing else of it changes.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.chain_position IS NULL AND NEW.chain_hash IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.chain_position IS NULL AND OLD.chain_hash IS NULL
     AND NEW.chain_position IS NOT NULL AND octet_length(NEW.chain_hash) = 32
     AND to_jsonb(OLD) - 'chain_position' - 'chain_hash' = to_jsonb(NEW) - 'chain_position' - 'chain_hash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit_entry is append-only' USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER audit_entry_append_only ON audit_entry;
CREATE TRIGGER audit_entry_append_only BEFORE INSERT OR UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_entry_never_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Entries that still wait for their place are few; this finds them at once.
CREATE INDEX audit_entry_without_position ON audit_entry (id) WHERE chain_position IS NULL;

-- What is searched by kind, or by time alone.
CREATE INDEX "audit_entry_action_at_idx" ON "audit_entry"("action", "at");
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry"("at", "id");
