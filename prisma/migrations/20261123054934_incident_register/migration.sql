-- CreateIndex
CREATE INDEX "incident_site_id_happened_at_idx" ON "incident"("site_id", "happened_at");

