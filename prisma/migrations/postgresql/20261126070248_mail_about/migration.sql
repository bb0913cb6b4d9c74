-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "aboutId" TEXT;

-- CreateIndex
CREATE INDEX "Mail_aboutId_idx" ON "Mail"("aboutId");

-- Written by hand. A mail and its invitation were written together, the invitation first.
UPDATE "Mail" SET "aboutId" = (
  SELECT "id" FROM "Invitation" WHERE "email" = "Mail"."toAddress" AND "createdAt" <= "Mail"."createdAt" ORDER BY "createdAt" DESC LIMIT 1
) WHERE "kind" = 'invitation';

-- These name the address that was typed; from now on they name the account. Who waits for a link at this moment asks again.
DELETE FROM "Job" WHERE "kind" = 'accounts.link';
