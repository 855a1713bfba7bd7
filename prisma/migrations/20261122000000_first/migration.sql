
-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "is_employer" BOOLEAN NOT NULL DEFAULT false,
    "office_networks" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    "live_view_basis" TEXT,
    "live_view_on_since" TIMESTAMPTZ(3),
    "room_consent_mode" VARCHAR(16) NOT NULL DEFAULT 'strict',
    "second_factor_needed" BOOLEAN NOT NULL DEFAULT false,
    "camera_networks" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "view_minutes_per_day" INTEGER,
    "streams_at_once" INTEGER NOT NULL DEFAULT 2,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_employer" (
    "site_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,

    CONSTRAINT "site_employer_pkey" PRIMARY KEY ("site_id","organization_id")
);

-- CreateTable
CREATE TABLE "site_hours" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "opens_minute" SMALLINT NOT NULL,
    "closes_minute" SMALLINT NOT NULL,

    CONSTRAINT "site_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closed_day" (
    "site_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "closed_day_pkey" PRIMARY KEY ("site_id","day")
);

-- CreateTable
CREATE TABLE "classroom" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "ratio" INTEGER NOT NULL,

    CONSTRAINT "classroom_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "viewing_window" (
    "id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "from_minute" SMALLINT NOT NULL,
    "to_minute" SMALLINT NOT NULL,

    CONSTRAINT "viewing_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT NOT NULL,
    "pin_hash" TEXT,
    "employer_id" UUID,
    "operator_id" UUID,
    "language" VARCHAR(2) NOT NULL DEFAULT 'zh',
    "portrait" JSONB,
    "totp_secret" BYTEA,
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "organization_id" UUID,
    "site_id" UUID,
    "classroom_id" UUID,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "child" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nickname" TEXT NOT NULL DEFAULT '',
    "born_on" DATE,
    "allergies" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "portrait" JSONB,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "child_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guardianship" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "may_watch" BOOLEAN NOT NULL DEFAULT true,
    "may_pick_up" BOOLEAN NOT NULL DEFAULT true,
    "custody_blocked_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,

    CONSTRAINT "guardianship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "session_kind" VARCHAR(16) NOT NULL,
    "weekdays" INTEGER[],
    "from_minute" SMALLINT NOT NULL,
    "to_minute" SMALLINT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_entry" (
    "id" UUID NOT NULL,
    "child_id" UUID,
    "user_id" UUID,
    "kind" VARCHAR(16) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "given" BOOLEAN NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_until" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "consent_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "camera" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "area_kind" VARCHAR(16) NOT NULL,
    "sources" BYTEA NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "phase" VARCHAR(16) NOT NULL DEFAULT 'connecting',
    "fault" VARCHAR(32),
    "phase_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "camera_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "camera_pause" (
    "id" UUID NOT NULL,
    "camera_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "started_by" UUID NOT NULL,

    CONSTRAINT "camera_pause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "viewing_grant" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "camera_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "given_by" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "viewing_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "viewing_deny" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "camera_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lifted_at" TIMESTAMPTZ(3),
    "created_by" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "viewing_deny_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance_event" (
    "id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "undoes_id" UUID,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "day" DATE NOT NULL,
    "actor_id" UUID NOT NULL,
    "device_id" UUID,
    "with_user_id" UUID,

    CONSTRAINT "attendance_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "viewing_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "camera_id" UUID NOT NULL,
    "child_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" VARCHAR(32),
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "viewing_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "state" VARCHAR(16) NOT NULL DEFAULT 'draft',
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "author_id" UUID NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_child" (
    "incident_id" UUID NOT NULL,
    "child_id" UUID NOT NULL,

    CONSTRAINT "incident_child_pkey" PRIMARY KEY ("incident_id","child_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" VARCHAR(32),
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "second_factor_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "hash" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "code_hash" BYTEA,
    "code_expires_at" TIMESTAMPTZ(3),
    "secret_hash" BYTEA,
    "paired_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "acting_user_id" UUID,
    "acting_since" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID NOT NULL,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "position" BIGINT,
    "type" VARCHAR(40) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "site_id" UUID,
    "classroom_id" UUID,
    "child_id" UUID,
    "camera_id" UUID,
    "user_id" UUID,
    "payload" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" VARCHAR(40) NOT NULL,
    "actor_id" UUID,
    "device_id" UUID,
    "site_id" UUID,
    "camera_id" UUID,
    "child_id" UUID,
    "subject_id" UUID,
    "address" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "site_hours_site_id_weekday_idx" ON "site_hours"("site_id", "weekday");

-- CreateIndex
CREATE INDEX "classroom_site_id_idx" ON "classroom"("site_id");

-- CreateIndex
CREATE INDEX "viewing_window_classroom_id_weekday_idx" ON "viewing_window"("classroom_id", "weekday");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE INDEX "role_assignment_user_id_idx" ON "role_assignment"("user_id");

-- CreateIndex
CREATE INDEX "role_assignment_classroom_id_idx" ON "role_assignment"("classroom_id");

-- CreateIndex
CREATE INDEX "role_assignment_site_id_idx" ON "role_assignment"("site_id");

-- CreateIndex
CREATE INDEX "child_site_id_idx" ON "child"("site_id");

-- CreateIndex
CREATE INDEX "guardianship_child_id_idx" ON "guardianship"("child_id");

-- CreateIndex
CREATE UNIQUE INDEX "guardianship_user_id_child_id_key" ON "guardianship"("user_id", "child_id");

-- CreateIndex
CREATE INDEX "enrolment_child_id_idx" ON "enrolment"("child_id");

-- CreateIndex
CREATE INDEX "enrolment_classroom_id_idx" ON "enrolment"("classroom_id");

-- CreateIndex
CREATE INDEX "consent_entry_child_id_kind_recorded_at_idx" ON "consent_entry"("child_id", "kind", "recorded_at");

-- CreateIndex
CREATE INDEX "consent_entry_user_id_kind_recorded_at_idx" ON "consent_entry"("user_id", "kind", "recorded_at");

-- CreateIndex
CREATE INDEX "camera_classroom_id_idx" ON "camera"("classroom_id");

-- CreateIndex
CREATE INDEX "camera_site_id_idx" ON "camera"("site_id");

-- CreateIndex
CREATE INDEX "camera_pause_camera_id_ends_at_idx" ON "camera_pause"("camera_id", "ends_at");

-- CreateIndex
CREATE INDEX "viewing_grant_user_id_camera_id_idx" ON "viewing_grant"("user_id", "camera_id");

-- CreateIndex
CREATE INDEX "viewing_deny_user_id_idx" ON "viewing_deny"("user_id");

-- CreateIndex
CREATE INDEX "attendance_event_child_id_day_idx" ON "attendance_event"("child_id", "day");

-- CreateIndex
CREATE INDEX "attendance_event_classroom_id_day_idx" ON "attendance_event"("classroom_id", "day");

-- CreateIndex
CREATE INDEX "viewing_session_user_id_day_idx" ON "viewing_session"("user_id", "day");

-- CreateIndex
CREATE INDEX "viewing_session_camera_id_opened_at_idx" ON "viewing_session"("camera_id", "opened_at");

-- CreateIndex
CREATE INDEX "viewing_session_lease_until_idx" ON "viewing_session"("lease_until");

-- CreateIndex
CREATE INDEX "incident_site_id_happened_at_idx" ON "incident"("site_id", "happened_at");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "refresh_token_session_id_idx" ON "refresh_token"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "device_code_hash_key" ON "device"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "device_secret_hash_key" ON "device"("secret_hash");

-- CreateIndex
CREATE INDEX "device_site_id_idx" ON "device"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_position_key" ON "event"("position");

-- CreateIndex
CREATE INDEX "event_child_id_position_idx" ON "event"("child_id", "position");

-- CreateIndex
CREATE INDEX "event_classroom_id_position_idx" ON "event"("classroom_id", "position");

-- CreateIndex
CREATE INDEX "event_site_id_position_idx" ON "event"("site_id", "position");

-- CreateIndex
CREATE INDEX "event_user_id_position_idx" ON "event"("user_id", "position");

-- CreateIndex
CREATE INDEX "audit_entry_site_id_at_idx" ON "audit_entry"("site_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_at_idx" ON "audit_entry"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_child_id_at_idx" ON "audit_entry"("child_id", "at");

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_employer" ADD CONSTRAINT "site_employer_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_employer" ADD CONSTRAINT "site_employer_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_hours" ADD CONSTRAINT "site_hours_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closed_day" ADD CONSTRAINT "closed_day_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "classroom" ADD CONSTRAINT "classroom_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_window" ADD CONSTRAINT "viewing_window_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_employer_id_fkey" FOREIGN KEY ("employer_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "child" ADD CONSTRAINT "child_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_entry" ADD CONSTRAINT "consent_entry_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "camera" ADD CONSTRAINT "camera_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "camera" ADD CONSTRAINT "camera_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "camera_pause" ADD CONSTRAINT "camera_pause_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_grant" ADD CONSTRAINT "viewing_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_grant" ADD CONSTRAINT "viewing_grant_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_deny" ADD CONSTRAINT "viewing_deny_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_deny" ADD CONSTRAINT "viewing_deny_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance_event" ADD CONSTRAINT "attendance_event_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance_event" ADD CONSTRAINT "attendance_event_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_session" ADD CONSTRAINT "viewing_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_session" ADD CONSTRAINT "viewing_session_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_child" ADD CONSTRAINT "incident_child_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_child" ADD CONSTRAINT "incident_child_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What the schema language cannot say.

-- Exactly one scope per role.
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_one_scope
  CHECK (num_nonnulls(organization_id, site_id, classroom_id) = 1);

ALTER TABLE site_hours ADD CONSTRAINT site_hours_in_order
  CHECK (weekday BETWEEN 1 AND 7 AND opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440);
ALTER TABLE viewing_window ADD CONSTRAINT viewing_window_in_order
  CHECK (weekday BETWEEN 1 AND 7 AND from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440);
ALTER TABLE enrolment ADD CONSTRAINT enrolment_in_order
  CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440 AND (ends_on IS NULL OR ends_on >= starts_on));
ALTER TABLE viewing_grant ADD CONSTRAINT viewing_grant_in_order CHECK (ends_at > starts_at);

-- No camera where the law forbids one (nursing rooms, toilets, changing rooms): these kinds cannot be written at all.
ALTER TABLE camera ADD CONSTRAINT camera_area_lawful
  CHECK (area_kind IN ('classroom', 'activity', 'sleep', 'dining', 'outdoor', 'corridor'));

-- Records are added to, never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER attendance_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An event may be given its position, once, and nothing else of it changes.
CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
     AND to_jsonb(OLD) - 'position' = to_jsonb(NEW) - 'position' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'event is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_event_change();

CREATE TRIGGER event_never_emptied BEFORE TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Events that still wait for their position are few; this finds them at once.
CREATE INDEX event_without_position ON event (id) WHERE position IS NULL;

-- Wakes every server process when a transaction with events commits (one notification a transaction, however many rows).
CREATE FUNCTION notify_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('kanwa_event', '');
  RETURN NULL;
END $$;
CREATE TRIGGER event_notify AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION notify_event();

-- Views that are open now are few among all that ever were.
CREATE INDEX viewing_session_open ON viewing_session (camera_id) WHERE ended_at IS NULL;
