-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "chain_hash" BYTEA,
ADD COLUMN     "chain_position" BIGINT;

-- AlterTable
ALTER TABLE "camera" ADD COLUMN     "coverage" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "signage" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "child" ADD COLUMN     "number" TEXT;

-- AlterTable
ALTER TABLE "consent_entry" ADD COLUMN     "address" TEXT,
ADD COLUMN     "scan_id" UUID,
ADD COLUMN     "text_id" UUID;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "totp_last_step" BIGINT,
ADD COLUMN     "totp_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "consent_text" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "version" INTEGER NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" UUID NOT NULL,

    CONSTRAINT "consent_text_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_scan" (
    "id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "media_type" VARCHAR(32) NOT NULL,
    "sealed" BYTEA NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "uploaded_by" UUID NOT NULL,

    CONSTRAINT "consent_scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "child_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "relation" TEXT NOT NULL,
    "employer_id" UUID,
    "may_watch" BOOLEAN NOT NULL DEFAULT true,
    "may_pick_up" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "counts" JSONB NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_by" UUID NOT NULL,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "consent_text_operator_id_kind_version_key" ON "consent_text"("operator_id", "kind", "version");

-- CreateIndex
CREATE INDEX "consent_scan_child_id_idx" ON "consent_scan"("child_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_secret_hash_key" ON "invitation"("secret_hash");

-- CreateIndex
CREATE INDEX "invitation_child_id_idx" ON "invitation"("child_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_hash_key" ON "recovery_code"("hash");

-- CreateIndex
CREATE INDEX "recovery_code_user_id_idx" ON "recovery_code"("user_id");

-- CreateIndex
CREATE INDEX "import_batch_site_id_applied_at_idx" ON "import_batch"("site_id", "applied_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_chain_position_key" ON "audit_entry"("chain_position");

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_at_idx" ON "audit_entry"("subject_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_camera_id_at_idx" ON "audit_entry"("camera_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "child_site_id_number_key" ON "child"("site_id", "number");

-- AddForeignKey
ALTER TABLE "consent_entry" ADD CONSTRAINT "consent_entry_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "consent_text"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_entry" ADD CONSTRAINT "consent_entry_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "consent_scan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_text" ADD CONSTRAINT "consent_text_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_scan" ADD CONSTRAINT "consent_scan_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- The history is written by its trigger alone: the role that the service works as needs no right to it (see app-role.ts).
ALTER FUNCTION keep_history() SECURITY DEFINER SET search_path = public, pg_temp;

-- What was published is never changed.
CREATE TRIGGER consent_text_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_text
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
