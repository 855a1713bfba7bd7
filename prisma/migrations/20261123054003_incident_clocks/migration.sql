-- CreateTable
CREATE TABLE "incident_clocks" (
    "site_id" UUID NOT NULL,
    "call_minutes" SMALLINT NOT NULL,
    "review_minutes" SMALLINT NOT NULL,
    "grave_remind_minutes" SMALLINT NOT NULL,
    "grave_answer_minutes" SMALLINT NOT NULL,
    "remind_minutes" SMALLINT NOT NULL,
    "answer_minutes" SMALLINT NOT NULL,
    "write_hours" SMALLINT NOT NULL,
    "close_days" SMALLINT NOT NULL,

    CONSTRAINT "incident_clocks_pkey" PRIMARY KEY ("site_id")
);

-- AddForeignKey
ALTER TABLE "incident_clocks" ADD CONSTRAINT "incident_clocks_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the clock writes of an incident happens once, whoever runs the clock and however often.
CREATE UNIQUE INDEX incident_step_told_once ON incident_step (incident_id, kind, (data ->> 'why'), child_id)
  NULLS NOT DISTINCT WHERE kind IN ('reminded', 'escalated');
-- The minute and the lists ask for what is open among all that ever was.
CREATE INDEX incident_step_ended ON incident_step (incident_id) WHERE kind IN ('closed', 'withdrawn');
