-- CreateTable
CREATE TABLE "incident_photo" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "child_id" UUID,
    "sealed" BYTEA,
    "thumb" BYTEA,
    "width" SMALLINT NOT NULL,
    "height" SMALLINT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" UUID NOT NULL,
    "device_id" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" UUID,

    CONSTRAINT "incident_photo_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_photo_incident_id_added_at_idx" ON "incident_photo"("incident_id", "added_at");

-- AddForeignKey
ALTER TABLE "incident_photo" ADD CONSTRAINT "incident_photo_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- It goes to the family of a child of that incident, or to none.
ALTER TABLE incident_photo ADD CONSTRAINT incident_photo_of_its_child
  FOREIGN KEY (incident_id, child_id) REFERENCES incident_child (incident_id, child_id);
-- What was removed keeps no bytes, and says who removed it.
ALTER TABLE incident_photo ADD CONSTRAINT incident_photo_removed_is_empty
  CHECK (num_nulls(removed_at, removed_by) IN (0, 2)
    AND (removed_at IS NULL) = (sealed IS NOT NULL) AND (removed_at IS NULL) = (thumb IS NOT NULL));

-- Of a photo only whose family sees it is changed, and that it is removed, once; after publication nothing is, and none comes.
CREATE FUNCTION refuse_photo_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.removed_at IS NULL
     AND (NEW.removed_at IS NOT NULL OR (NEW.sealed = OLD.sealed AND NEW.thumb = OLD.thumb))
     AND to_jsonb(OLD) - 'child_id' - 'sealed' - 'thumb' - 'removed_at' - 'removed_by'
       = to_jsonb(NEW) - 'child_id' - 'sealed' - 'thumb' - 'removed_at' - 'removed_by' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'incident_photo is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER incident_photo_before_publication BEFORE INSERT OR UPDATE ON incident_photo
  FOR EACH ROW EXECUTE FUNCTION refuse_after_publication();
CREATE TRIGGER incident_photo_stands BEFORE UPDATE ON incident_photo
  FOR EACH ROW EXECUTE FUNCTION refuse_photo_change();
CREATE TRIGGER incident_photo_never_deleted BEFORE DELETE OR TRUNCATE ON incident_photo
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
