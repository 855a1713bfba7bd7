-- DropIndex
DROP INDEX "incident_site_id_happened_at_idx";

-- AlterTable
ALTER TABLE "incident" DROP COLUMN "details",
DROP COLUMN "state",
ADD COLUMN     "day" DATE NOT NULL,
ADD COLUMN     "device_id" UUID,
ADD COLUMN     "is_confirmed" BOOLEAN NOT NULL,
ADD COLUMN     "number" INTEGER NOT NULL,
ALTER COLUMN "kind" SET DATA TYPE VARCHAR(16),
ALTER COLUMN "recorded_at" DROP DEFAULT,
ALTER COLUMN "author_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "incident_step" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "child_id" UUID,
    "actor_id" UUID,
    "device_id" UUID,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "incident_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording_hold" (
    "id" UUID NOT NULL,
    "camera_id" UUID NOT NULL,
    "held_from" TIMESTAMPTZ(3) NOT NULL,
    "held_to" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "incident_id" UUID NOT NULL,

    CONSTRAINT "recording_hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "incident_step_incident_id_seq_key" ON "incident_step"("incident_id", "seq");

-- CreateIndex
CREATE INDEX "recording_hold_camera_id_held_from_idx" ON "recording_hold"("camera_id", "held_from");

-- CreateIndex
CREATE UNIQUE INDEX "recording_hold_camera_id_incident_id_key" ON "recording_hold"("camera_id", "incident_id");

-- CreateIndex
CREATE INDEX "incident_classroom_id_happened_at_idx" ON "incident"("classroom_id", "happened_at");

-- CreateIndex
CREATE UNIQUE INDEX "incident_site_id_day_number_key" ON "incident"("site_id", "day", "number");

-- AddForeignKey
ALTER TABLE "incident_step" ADD CONSTRAINT "incident_step_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_hold" ADD CONSTRAINT "recording_hold_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_hold" ADD CONSTRAINT "recording_hold_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Records are added to, never changed.
CREATE TRIGGER incident_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_child_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_child
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What families were told stands: after publication nothing is written that would change what was said, whoever asks.
CREATE FUNCTION refuse_after_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM incident_step WHERE incident_id = NEW.incident_id AND kind = 'published') THEN
    RAISE EXCEPTION 'the incident is published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incident_child_before_publication BEFORE INSERT ON incident_child
  FOR EACH ROW EXECUTE FUNCTION refuse_after_publication();
CREATE TRIGGER incident_step_before_publication BEFORE INSERT ON incident_step
  FOR EACH ROW WHEN (NEW.kind IN ('flagged', 'withdrawn', 'detailed', 'submitted', 'returned', 'published'))
  EXECUTE FUNCTION refuse_after_publication();

ALTER TABLE incident_step ADD CONSTRAINT incident_step_kinds
  CHECK (kind IN ('flagged', 'withdrawn', 'detailed', 'submitted', 'returned', 'called', 'published', 'acknowledged',
    'addendum', 'reminded', 'escalated', 'closed'));
-- A flag, a publication and an end happen once.
CREATE UNIQUE INDEX incident_step_once ON incident_step (incident_id, kind)
  WHERE kind IN ('flagged', 'withdrawn', 'published', 'closed');
