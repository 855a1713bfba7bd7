-- AlterTable
ALTER TABLE "recording_hold" ALTER COLUMN "incident_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "concern" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "receipt" VARCHAR(9) NOT NULL,
    "reporter_id" UUID NOT NULL,
    "sent_id" UUID NOT NULL,
    "device_id" UUID,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "child_id" UUID,
    "classroom_id" UUID,
    "about" VARCHAR(16) NOT NULL,
    "subject_id" UUID,
    "happened_on" DATE,
    "happened_minute" SMALLINT,
    "told_authority" BOOLEAN NOT NULL,
    "is_for_operator" BOOLEAN NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "concern_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "concern_step" (
    "id" UUID NOT NULL,
    "concern_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "actor_id" UUID,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sealed" BYTEA,

    CONSTRAINT "concern_step_pkey" PRIMARY KEY ("concern_id","id")
);

-- CreateTable
CREATE TABLE "concern_kept_from" (
    "concern_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "concern_kept_from_pkey" PRIMARY KEY ("concern_id","user_id")
);

-- CreateTable
CREATE TABLE "concern_hold" (
    "concern_id" UUID NOT NULL,
    "hold_id" UUID NOT NULL,

    CONSTRAINT "concern_hold_pkey" PRIMARY KEY ("concern_id","hold_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "concern_receipt_key" ON "concern"("receipt");

-- CreateIndex
CREATE INDEX "concern_site_id_reported_at_idx" ON "concern"("site_id", "reported_at");

-- CreateIndex
CREATE UNIQUE INDEX "concern_reporter_id_sent_id_key" ON "concern"("reporter_id", "sent_id");

-- CreateIndex
CREATE UNIQUE INDEX "concern_step_concern_id_seq_key" ON "concern_step"("concern_id", "seq");

-- CreateIndex
CREATE INDEX "concern_kept_from_user_id_idx" ON "concern_kept_from"("user_id");

-- AddForeignKey
ALTER TABLE "concern" ADD CONSTRAINT "concern_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "concern" ADD CONSTRAINT "concern_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "concern_step" ADD CONSTRAINT "concern_step_concern_id_fkey" FOREIGN KEY ("concern_id") REFERENCES "concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "concern_kept_from" ADD CONSTRAINT "concern_kept_from_concern_id_fkey" FOREIGN KEY ("concern_id") REFERENCES "concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "concern_hold" ADD CONSTRAINT "concern_hold_concern_id_fkey" FOREIGN KEY ("concern_id") REFERENCES "concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "concern_hold" ADD CONSTRAINT "concern_hold_hold_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "recording_hold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Records are added to, never changed.
CREATE TRIGGER concern_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON concern
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER concern_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON concern_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER concern_kept_from_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON concern_kept_from
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER concern_hold_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON concern_hold
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE concern ADD CONSTRAINT concern_abouts
  CHECK (about IN ('staff', 'director', 'family', 'other', 'unknown'));
ALTER TABLE concern_step ADD CONSTRAINT concern_step_kinds
  CHECK (kind IN ('opened', 'reminded', 'noted', 'authority', 'closed'));
-- A first look, a reminder and an end happen once.
CREATE UNIQUE INDEX concern_step_once ON concern_step (concern_id, kind) WHERE kind IN ('opened', 'reminded', 'closed');
