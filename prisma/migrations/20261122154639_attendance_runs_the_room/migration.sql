-- AlterTable
ALTER TABLE "attendance_event" ADD COLUMN     "before" JSONB,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "with_pickup_id" UUID;

-- AlterTable
ALTER TABLE "site" ADD COLUMN     "absent_after_minutes" SMALLINT NOT NULL DEFAULT 60,
ADD COLUMN     "late_after_minutes" SMALLINT NOT NULL DEFAULT 15,
ADD COLUMN     "sleep_check_minutes" SMALLINT NOT NULL DEFAULT 10,
ADD COLUMN     "stay_after_minutes" SMALLINT NOT NULL DEFAULT 10;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "door_pin_hash" TEXT;

-- CreateTable
CREATE TABLE "pickup_person" (
    "id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "photo" BYTEA,
    "added_by" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" UUID,
    "only_on" DATE,
    "code_hash" TEXT,

    CONSTRAINT "pickup_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "day_notice" (
    "id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "withdraws_id" UUID,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "reason" VARCHAR(16),
    "until_minute" SMALLINT,
    "with_user_id" UUID,
    "with_pickup_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID NOT NULL,
    "device_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "day_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_check" (
    "id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "period" VARCHAR(8) NOT NULL,
    "temperature" SMALLINT,
    "signs" TEXT[],
    "note" TEXT NOT NULL DEFAULT '',
    "is_abnormal" BOOLEAN NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "actor_id" UUID NOT NULL,
    "device_id" UUID,

    CONSTRAINT "health_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_follow_up" (
    "id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "kind" VARCHAR(24) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID NOT NULL,
    "device_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_follow_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_event" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "undoes_id" UUID,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "actor_id" UUID NOT NULL,
    "device_id" UUID,
    "reason" TEXT,
    "before" JSONB,

    CONSTRAINT "staff_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_shift" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "from_minute" SMALLINT NOT NULL,
    "to_minute" SMALLINT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "staff_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_breach" (
    "id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "kind" VARCHAR(8) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "children_count" SMALLINT NOT NULL,
    "staff_count" SMALLINT NOT NULL,
    "limit" SMALLINT NOT NULL,
    "rule" VARCHAR(32) NOT NULL,

    CONSTRAINT "room_breach_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_check" (
    "id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "task_id" UUID,
    "undoes_id" UUID,
    "child_ids" UUID[],
    "note" TEXT NOT NULL DEFAULT '',
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "actor_id" UUID NOT NULL,
    "device_id" UUID,

    CONSTRAINT "room_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_task" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "classroom_id" UUID,
    "kind" VARCHAR(16) NOT NULL,
    "name" TEXT NOT NULL,
    "weekdays" INTEGER[],
    "due_minute" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "room_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_alert" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "key" TEXT NOT NULL,
    "site_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "child_id" UUID,
    "task_id" UUID,
    "day" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "escalated_at" TIMESTAMPTZ(3),
    "cleared_at" TIMESTAMPTZ(3),
    "cleared_by_id" UUID,

    CONSTRAINT "care_alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kiosk" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "code_hash" BYTEA,
    "code_expires_at" TIMESTAMPTZ(3),
    "secret_hash" BYTEA,
    "paired_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,

    CONSTRAINT "kiosk_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pickup_person_child_id_idx" ON "pickup_person"("child_id");

-- CreateIndex
CREATE INDEX "day_notice_child_id_to_day_idx" ON "day_notice"("child_id", "to_day");

-- CreateIndex
CREATE INDEX "health_check_child_id_day_idx" ON "health_check"("child_id", "day");

-- CreateIndex
CREATE INDEX "health_check_classroom_id_day_idx" ON "health_check"("classroom_id", "day");

-- CreateIndex
CREATE INDEX "health_follow_up_check_id_idx" ON "health_follow_up"("check_id");

-- CreateIndex
CREATE INDEX "staff_event_classroom_id_day_idx" ON "staff_event"("classroom_id", "day");

-- CreateIndex
CREATE INDEX "staff_event_user_id_day_idx" ON "staff_event"("user_id", "day");

-- CreateIndex
CREATE INDEX "staff_shift_classroom_id_idx" ON "staff_shift"("classroom_id");

-- CreateIndex
CREATE INDEX "staff_shift_user_id_idx" ON "staff_shift"("user_id");

-- CreateIndex
CREATE INDEX "room_breach_classroom_id_opened_at_idx" ON "room_breach"("classroom_id", "opened_at");

-- CreateIndex
CREATE INDEX "room_check_classroom_id_day_idx" ON "room_check"("classroom_id", "day");

-- CreateIndex
CREATE INDEX "room_task_site_id_idx" ON "room_task"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "care_alert_key_key" ON "care_alert"("key");

-- CreateIndex
CREATE INDEX "care_alert_classroom_id_day_idx" ON "care_alert"("classroom_id", "day");

-- CreateIndex
CREATE INDEX "care_alert_site_id_day_idx" ON "care_alert"("site_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "kiosk_code_hash_key" ON "kiosk"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "kiosk_secret_hash_key" ON "kiosk"("secret_hash");

-- CreateIndex
CREATE INDEX "kiosk_site_id_idx" ON "kiosk"("site_id");

-- AddForeignKey
ALTER TABLE "pickup_person" ADD CONSTRAINT "pickup_person_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "day_notice" ADD CONSTRAINT "day_notice_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_check" ADD CONSTRAINT "health_check_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_follow_up" ADD CONSTRAINT "health_follow_up_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "health_check"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_event" ADD CONSTRAINT "staff_event_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_event" ADD CONSTRAINT "staff_event_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_shift" ADD CONSTRAINT "staff_shift_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_shift" ADD CONSTRAINT "staff_shift_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_breach" ADD CONSTRAINT "room_breach_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_check" ADD CONSTRAINT "room_check_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classroom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_task" ADD CONSTRAINT "room_task_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kiosk" ADD CONSTRAINT "kiosk_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Records are added to, never changed.
CREATE TRIGGER day_notice_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON day_notice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER health_check_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON health_check
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER health_follow_up_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON health_follow_up
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER staff_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER room_check_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON room_check
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A correction says why; only what is taken back or stood for names another event.
ALTER TABLE attendance_event ADD CONSTRAINT attendance_event_kinds
  CHECK (kind IN ('checked_in', 'checked_out', 'transferred', 'undone'));
ALTER TABLE attendance_event ADD CONSTRAINT attendance_event_one_companion
  CHECK (num_nonnulls(with_user_id, with_pickup_id) <= 1);
ALTER TABLE staff_event ADD CONSTRAINT staff_event_kinds
  CHECK (kind IN ('arrived', 'left', 'moved', 'break_began', 'break_ended', 'training_began', 'training_ended', 'undone'));
ALTER TABLE day_notice ADD CONSTRAINT day_notice_in_order CHECK (to_day >= from_day);
ALTER TABLE staff_shift ADD CONSTRAINT staff_shift_in_order
  CHECK (weekday BETWEEN 1 AND 7 AND from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440
    AND (ends_on IS NULL OR ends_on >= starts_on));

-- A room breaks a rule once at a time, and a breach is closed once.
CREATE UNIQUE INDEX room_breach_open ON room_breach (classroom_id, kind) WHERE closed_at IS NULL;
CREATE FUNCTION refuse_breach_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
     AND to_jsonb(OLD) - 'closed_at' = to_jsonb(NEW) - 'closed_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'room_breach is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER room_breach_stands BEFORE UPDATE OR DELETE ON room_breach
  FOR EACH ROW EXECUTE FUNCTION refuse_breach_change();

-- Of an alert only what became of it is written, each once.
CREATE FUNCTION refuse_alert_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (OLD.escalated_at IS NULL OR NEW.escalated_at IS NOT DISTINCT FROM OLD.escalated_at)
     AND (OLD.cleared_at IS NULL OR NEW.cleared_at IS NOT DISTINCT FROM OLD.cleared_at)
     AND to_jsonb(OLD) - 'escalated_at' - 'cleared_at' - 'cleared_by_id' = to_jsonb(NEW) - 'escalated_at' - 'cleared_at' - 'cleared_by_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'care_alert is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER care_alert_stands BEFORE UPDATE OR DELETE ON care_alert
  FOR EACH ROW EXECUTE FUNCTION refuse_alert_change();
CREATE INDEX care_alert_open ON care_alert (site_id) WHERE cleared_at IS NULL;
