-- CreateTable
CREATE TABLE "row_history" (
    "id" BIGSERIAL NOT NULL,
    "table_name" VARCHAR(40) NOT NULL,
    "row_key" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "row" JSONB NOT NULL,

    CONSTRAINT "row_history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "row_history_table_name_row_key_valid_from_idx" ON "row_history"("table_name", "row_key", "valid_from");


-- Of these columns of these tables every value is kept with the time in which it stood. Never a secret or a person's name.
CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key_columns text[] := string_to_array(TG_ARGV[0], ',');
  kept_columns text[] := string_to_array(TG_ARGV[1], ',');
  -- Cut, not rounded: rounding up would put a change after a question that came after it.
  instant timestamptz := date_trunc('milliseconds', clock_timestamp());
  key text;
  was jsonb;
  becomes jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    was := (SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(to_jsonb(OLD)) e WHERE e.key = ANY (kept_columns));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    becomes := (SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(to_jsonb(NEW)) e WHERE e.key = ANY (kept_columns));
  END IF;
  IF was IS NOT DISTINCT FROM becomes THEN
    RETURN NULL;
  END IF;
  key := (SELECT string_agg(coalesce(becomes, was) ->> k, ' ' ORDER BY k) FROM unnest(key_columns) k);
  UPDATE public.row_history SET valid_to = instant WHERE table_name = TG_TABLE_NAME AND row_key = key AND valid_to IS NULL;
  IF becomes IS NOT NULL THEN
    INSERT INTO public.row_history (table_name, row_key, valid_from, row) VALUES (TG_TABLE_NAME, key, instant, becomes);
  END IF;
  RETURN NULL;
END $$;

-- A row of the history ends once, and nothing else of it changes.
CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL
     AND to_jsonb(OLD) - 'valid_to' = to_jsonb(NEW) - 'valid_to' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'row_history is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER row_history_append_only BEFORE UPDATE OR DELETE ON row_history
  FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER row_history_never_emptied BEFORE TRUNCATE ON row_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE INDEX row_history_standing ON row_history (table_name, row_key) WHERE valid_to IS NULL;

CREATE TRIGGER organization_history AFTER INSERT OR DELETE OR UPDATE OF id, name, office_networks ON organization
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,name,office_networks');
CREATE TRIGGER site_history AFTER INSERT OR DELETE OR UPDATE OF id, operator_id, name, phone, time_zone, live_view_basis, live_view_on_since, room_consent_mode, second_factor_needed, view_minutes_per_day, streams_at_once ON site
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,operator_id,name,phone,time_zone,live_view_basis,live_view_on_since,room_consent_mode,second_factor_needed,view_minutes_per_day,streams_at_once');
CREATE TRIGGER site_hours_history AFTER INSERT OR DELETE OR UPDATE OF id, site_id, weekday, opens_minute, closes_minute ON site_hours
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,site_id,weekday,opens_minute,closes_minute');
CREATE TRIGGER closed_day_history AFTER INSERT OR DELETE OR UPDATE OF site_id, day ON closed_day
  FOR EACH ROW EXECUTE FUNCTION keep_history('site_id,day', 'site_id,day');
CREATE TRIGGER classroom_history AFTER INSERT OR DELETE OR UPDATE OF id, site_id, name ON classroom
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,site_id,name');
CREATE TRIGGER viewing_window_history AFTER INSERT OR DELETE OR UPDATE OF id, classroom_id, weekday, from_minute, to_minute ON viewing_window
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,classroom_id,weekday,from_minute,to_minute');
CREATE TRIGGER user_history AFTER INSERT OR DELETE OR UPDATE OF id, suspended_at, employer_id ON "user"
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,suspended_at,employer_id');
CREATE TRIGGER role_assignment_history AFTER INSERT OR DELETE OR UPDATE OF id, user_id, role, organization_id, site_id, classroom_id, ends_at ON role_assignment
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,user_id,role,organization_id,site_id,classroom_id,ends_at');
CREATE TRIGGER child_history AFTER INSERT OR DELETE OR UPDATE OF id, site_id, left_at ON child
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,site_id,left_at');
CREATE TRIGGER guardianship_history AFTER INSERT OR DELETE OR UPDATE OF id, user_id, child_id, may_watch, custody_blocked_at, withdrawn_at ON guardianship
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,user_id,child_id,may_watch,custody_blocked_at,withdrawn_at');
CREATE TRIGGER enrolment_history AFTER INSERT OR DELETE OR UPDATE OF id, child_id, classroom_id, session_kind, weekdays, from_minute, to_minute, starts_on, ends_on ON enrolment
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,child_id,classroom_id,session_kind,weekdays,from_minute,to_minute,starts_on,ends_on');
CREATE TRIGGER camera_history AFTER INSERT OR DELETE OR UPDATE OF id, site_id, classroom_id, name, area_kind, is_enabled, removed_at ON camera
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,site_id,classroom_id,name,area_kind,is_enabled,removed_at');
CREATE TRIGGER camera_pause_history AFTER INSERT OR DELETE OR UPDATE OF id, camera_id, started_at, ends_at, ended_at ON camera_pause
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,camera_id,started_at,ends_at,ended_at');
CREATE TRIGGER viewing_grant_history AFTER INSERT OR DELETE OR UPDATE OF id, user_id, camera_id, starts_at, ends_at, withdrawn_at ON viewing_grant
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,user_id,camera_id,starts_at,ends_at,withdrawn_at');
CREATE TRIGGER viewing_deny_history AFTER INSERT OR DELETE OR UPDATE OF id, user_id, camera_id, lifted_at ON viewing_deny
  FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'id,user_id,camera_id,lifted_at');

-- What stands already is known from now on; what it was before was not kept.
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'organization', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'name', name, 'office_networks', office_networks) FROM organization;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'site', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'operator_id', operator_id, 'name', name, 'phone', phone, 'time_zone', time_zone, 'live_view_basis', live_view_basis, 'live_view_on_since', live_view_on_since, 'room_consent_mode', room_consent_mode, 'second_factor_needed', second_factor_needed, 'view_minutes_per_day', view_minutes_per_day, 'streams_at_once', streams_at_once) FROM site;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'site_hours', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'site_id', site_id, 'weekday', weekday, 'opens_minute', opens_minute, 'closes_minute', closes_minute) FROM site_hours;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'closed_day', day::text || ' ' || site_id::text, date_trunc('milliseconds', now()), jsonb_build_object('site_id', site_id, 'day', day) FROM closed_day;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'classroom', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'site_id', site_id, 'name', name) FROM classroom;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'viewing_window', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'classroom_id', classroom_id, 'weekday', weekday, 'from_minute', from_minute, 'to_minute', to_minute) FROM viewing_window;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'user', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'suspended_at', suspended_at, 'employer_id', employer_id) FROM "user";
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'role_assignment', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'user_id', user_id, 'role', role, 'organization_id', organization_id, 'site_id', site_id, 'classroom_id', classroom_id, 'ends_at', ends_at) FROM role_assignment;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'child', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'site_id', site_id, 'left_at', left_at) FROM child;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'guardianship', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'user_id', user_id, 'child_id', child_id, 'may_watch', may_watch, 'custody_blocked_at', custody_blocked_at, 'withdrawn_at', withdrawn_at) FROM guardianship;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'enrolment', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'child_id', child_id, 'classroom_id', classroom_id, 'session_kind', session_kind, 'weekdays', weekdays, 'from_minute', from_minute, 'to_minute', to_minute, 'starts_on', starts_on, 'ends_on', ends_on) FROM enrolment;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'camera', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'site_id', site_id, 'classroom_id', classroom_id, 'name', name, 'area_kind', area_kind, 'is_enabled', is_enabled, 'removed_at', removed_at) FROM camera;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'camera_pause', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'camera_id', camera_id, 'started_at', started_at, 'ends_at', ends_at, 'ended_at', ended_at) FROM camera_pause;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'viewing_grant', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'user_id', user_id, 'camera_id', camera_id, 'starts_at', starts_at, 'ends_at', ends_at, 'withdrawn_at', withdrawn_at) FROM viewing_grant;
INSERT INTO row_history (table_name, row_key, valid_from, row)
  SELECT 'viewing_deny', id::text, date_trunc('milliseconds', now()), jsonb_build_object('id', id, 'user_id', user_id, 'camera_id', camera_id, 'lifted_at', lifted_at) FROM viewing_deny;

-- The same tables as they stood at an instant: with search_path = past, public the viewing rule's own query reads them.
CREATE SCHEMA past;
CREATE FUNCTION past.asked_at() RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT current_setting('kanwa.past_at')::timestamptz $$;
CREATE FUNCTION past.rows_of(name text) RETURNS SETOF jsonb LANGUAGE sql STABLE AS $$
  SELECT h.row FROM public.row_history h
  WHERE h.table_name = name AND h.valid_from <= past.asked_at() AND (h.valid_to IS NULL OR h.valid_to > past.asked_at())
$$;

CREATE VIEW past.organization AS SELECT r.* FROM past.rows_of('organization') AS h(row), jsonb_populate_record(NULL::public.organization, h.row) AS r;
CREATE VIEW past.site AS SELECT r.* FROM past.rows_of('site') AS h(row), jsonb_populate_record(NULL::public.site, h.row) AS r;
CREATE VIEW past.site_hours AS SELECT r.* FROM past.rows_of('site_hours') AS h(row), jsonb_populate_record(NULL::public.site_hours, h.row) AS r;
CREATE VIEW past.closed_day AS SELECT r.* FROM past.rows_of('closed_day') AS h(row), jsonb_populate_record(NULL::public.closed_day, h.row) AS r;
CREATE VIEW past.classroom AS SELECT r.* FROM past.rows_of('classroom') AS h(row), jsonb_populate_record(NULL::public.classroom, h.row) AS r;
CREATE VIEW past.viewing_window AS SELECT r.* FROM past.rows_of('viewing_window') AS h(row), jsonb_populate_record(NULL::public.viewing_window, h.row) AS r;
CREATE VIEW past."user" AS SELECT r.* FROM past.rows_of('user') AS h(row), jsonb_populate_record(NULL::public."user", h.row) AS r;
CREATE VIEW past.role_assignment AS SELECT r.* FROM past.rows_of('role_assignment') AS h(row), jsonb_populate_record(NULL::public.role_assignment, h.row) AS r;
CREATE VIEW past.child AS SELECT c.id, (h.row ->> 'site_id')::uuid AS site_id, c.name, c.nickname, (h.row ->> 'left_at')::timestamptz AS left_at
  FROM past.rows_of('child') AS h(row) JOIN public.child c ON c.id = (h.row ->> 'id')::uuid;
CREATE VIEW past.guardianship AS SELECT r.* FROM past.rows_of('guardianship') AS h(row), jsonb_populate_record(NULL::public.guardianship, h.row) AS r;
CREATE VIEW past.enrolment AS SELECT r.* FROM past.rows_of('enrolment') AS h(row), jsonb_populate_record(NULL::public.enrolment, h.row) AS r;
CREATE VIEW past.camera AS SELECT r.* FROM past.rows_of('camera') AS h(row), jsonb_populate_record(NULL::public.camera, h.row) AS r;
CREATE VIEW past.camera_pause AS SELECT r.* FROM past.rows_of('camera_pause') AS h(row), jsonb_populate_record(NULL::public.camera_pause, h.row) AS r;
CREATE VIEW past.viewing_grant AS SELECT r.* FROM past.rows_of('viewing_grant') AS h(row), jsonb_populate_record(NULL::public.viewing_grant, h.row) AS r;
CREATE VIEW past.viewing_deny AS SELECT r.* FROM past.rows_of('viewing_deny') AS h(row), jsonb_populate_record(NULL::public.viewing_deny, h.row) AS r;
CREATE VIEW past.consent_entry AS SELECT * FROM public.consent_entry WHERE recorded_at <= past.asked_at();
CREATE VIEW past.attendance_event AS SELECT * FROM public.attendance_event WHERE recorded_at <= past.asked_at();
CREATE VIEW past.viewing_session AS SELECT v.id, v.user_id, v.camera_id, v.child_id, v.opened_at, v.day,
    CASE WHEN v.ended_at <= past.asked_at() THEN v.ended_at END AS ended_at,
    CASE WHEN v.ended_at > past.asked_at() THEN v.ended_at ELSE v.lease_until END AS lease_until
  FROM public.viewing_session v WHERE v.opened_at <= past.asked_at();
