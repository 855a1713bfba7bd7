-- AlterTable
ALTER TABLE "viewing_deny" ADD COLUMN     "employer_id" UUID;

-- AddForeignKey
ALTER TABLE "viewing_deny" ADD CONSTRAINT "viewing_deny_employer_id_fkey" FOREIGN KEY ("employer_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

