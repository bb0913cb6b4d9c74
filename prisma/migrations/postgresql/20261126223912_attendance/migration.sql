-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "countedBy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "people" INTEGER,
ADD COLUMN     "told" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "CountingRules" (
    "partnershipId" TEXT NOT NULL,
    "bands" TEXT NOT NULL DEFAULT 'amif',
    "smallest" INTEGER NOT NULL DEFAULT 5,

    CONSTRAINT "CountingRules_pkey" PRIMARY KEY ("partnershipId")
);

-- CreateTable
CREATE TABLE "AttendanceSheet" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "bands" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "comment" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "AttendanceSheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttendanceCell" (
    "sheetId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "age" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "AttendanceCell_pkey" PRIMARY KEY ("sheetId","sex","age")
);

-- CreateIndex
CREATE INDEX "AttendanceSheet_activityId_day_idx" ON "AttendanceSheet"("activityId", "day");

-- CreateIndex
CREATE INDEX "AttendanceSheet_partnershipId_state_idx" ON "AttendanceSheet"("partnershipId", "state");

-- CreateIndex
CREATE INDEX "AttendanceSheet_organisationId_idx" ON "AttendanceSheet"("organisationId");

-- AddForeignKey
ALTER TABLE "CountingRules" ADD CONSTRAINT "CountingRules_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceSheet" ADD CONSTRAINT "AttendanceSheet_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceSheet" ADD CONSTRAINT "AttendanceSheet_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceCell" ADD CONSTRAINT "AttendanceCell_sheetId_fkey" FOREIGN KEY ("sheetId") REFERENCES "AttendanceSheet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was written down before is told to others like everything from now on: small numbers are not.
UPDATE "Activity" SET "people" = "heldParticipants", "countedBy" = "organisationId", "told" = CASE
  WHEN "heldParticipants" > 0 AND "heldParticipants" < 5 AND "restriction" = '' THEN '{"few":5}'
  WHEN "heldParticipants" > 0 AND "heldParticipants" < 10 AND "restriction" <> '' THEN '{"few":10}'
  ELSE '{"total":' || "heldParticipants" || ',"by":{"all":{"parts":{"all":' || "heldParticipants" || '},"rest":0}}}'
END WHERE "heldParticipants" IS NOT NULL;
