-- CreateTable
CREATE TABLE "access_change" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "made" UUID[],
    "made_by" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "access_change_site_id_made_at_idx" ON "access_change"("site_id", "made_at");

