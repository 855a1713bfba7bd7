-- DropForeignKey
ALTER TABLE "incident_photo" DROP CONSTRAINT "incident_photo_of_its_child";

-- CreateTable
CREATE TABLE "push_subscription" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "endpoint_hash" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_address" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_code" (
    "user_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_code_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "notification_setting" (
    "user_id" UUID NOT NULL,
    "routine_by_push" BOOLEAN NOT NULL,
    "routine_by_email" BOOLEAN NOT NULL,
    "muted" TEXT[],

    CONSTRAINT "notification_setting_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "user_id" UUID NOT NULL,
    "channel" VARCHAR(8) NOT NULL,
    "target_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "is_grave" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),
    "outcome" VARCHAR(16),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_seen" (
    "position" BIGINT NOT NULL,
    "user_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_seen_pkey" PRIMARY KEY ("position","user_id")
);

-- CreateTable
CREATE TABLE "notification_cursor" (
    "id" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "notification_cursor_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_endpoint_hash_key" ON "push_subscription"("endpoint_hash");

-- CreateIndex
CREATE INDEX "push_subscription_session_id_idx" ON "push_subscription"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_address_user_id_key" ON "email_address"("user_id");

-- CreateIndex
CREATE INDEX "notification_done_at_idx" ON "notification"("done_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_position_target_id_key" ON "notification"("position", "target_id");

-- AddForeignKey
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_address" ADD CONSTRAINT "email_address_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_code" ADD CONSTRAINT "email_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What is due is looked for all the time, among all that ever was.
CREATE INDEX notification_due ON notification (next_at) WHERE done_at IS NULL;
ALTER TABLE notification ADD CONSTRAINT notification_done_says_how CHECK (num_nulls(done_at, outcome) IN (0, 2));
-- There is one cursor. What happened before there were notifications is told to nobody afterwards.
ALTER TABLE notification_cursor ADD CONSTRAINT notification_cursor_is_one CHECK (id = 1);
INSERT INTO notification_cursor (id, position) SELECT 1, coalesce(max(position), 0) FROM event;
