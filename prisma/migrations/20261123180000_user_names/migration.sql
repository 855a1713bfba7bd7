-- CreateTable
CREATE TABLE "user_name" (
    "id" BIGSERIAL NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_name_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_name_user_id_valid_from_idx" ON "user_name"("user_id", "valid_from");

-- AddForeignKey
ALTER TABLE "user_name" ADD CONSTRAINT "user_name_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- How people are called now is known from now on; how they were called before was not kept.
INSERT INTO user_name (user_id, name, valid_from) SELECT id, name, date_trunc('milliseconds', now()) FROM "user" ORDER BY id;

-- By the database itself, so that no renaming can leave it out; its clock is nobody's to set.
CREATE FUNCTION keep_user_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.name IS DISTINCT FROM OLD.name THEN
    INSERT INTO public.user_name (user_id, name, valid_from)
      VALUES (NEW.id, NEW.name, date_trunc('milliseconds', clock_timestamp()));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER user_name_kept AFTER INSERT OR UPDATE OF name ON "user" FOR EACH ROW EXECUTE FUNCTION keep_user_name();
CREATE TRIGGER user_name_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON user_name
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
