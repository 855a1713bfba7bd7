-- What the clock writes of an incident happens once for each time that it runs: sent back, or given in again, it runs anew.
DROP INDEX incident_step_told_once;
CREATE UNIQUE INDEX incident_step_told_once ON incident_step
  (incident_id, kind, (data ->> 'why'), child_id, (data ->> 'since'))
  NULLS NOT DISTINCT WHERE kind IN ('reminded', 'escalated');
