-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "approved" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "parts" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Indicator" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "parentId" TEXT,
    "catalogue" TEXT NOT NULL DEFAULT 'own',
    "code" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "rule" TEXT NOT NULL DEFAULT 'none',
    "baseline" INTEGER,
    "baselineDate" TEXT,
    "target" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IndicatorActivity" (
    "indicatorId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,

    CONSTRAINT "IndicatorActivity_pkey" PRIMARY KEY ("indicatorId","activityId")
);

-- CreateTable
CREATE TABLE "IndicatorValue" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "indicatorId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT '',
    "day" TEXT NOT NULL,
    "amount" INTEGER,
    "text" TEXT NOT NULL DEFAULT '',
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IndicatorValue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IndicatorTold" (
    "indicatorId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "told" TEXT NOT NULL,

    CONSTRAINT "IndicatorTold_pkey" PRIMARY KEY ("indicatorId","organisationId")
);

-- CreateIndex
CREATE INDEX "Indicator_partnershipId_idx" ON "Indicator"("partnershipId");

-- CreateIndex
CREATE INDEX "IndicatorActivity_activityId_idx" ON "IndicatorActivity"("activityId");

-- CreateIndex
CREATE INDEX "IndicatorValue_indicatorId_day_idx" ON "IndicatorValue"("indicatorId", "day");

-- CreateIndex
CREATE INDEX "IndicatorValue_organisationId_idx" ON "IndicatorValue"("organisationId");

-- AddForeignKey
ALTER TABLE "Indicator" ADD CONSTRAINT "Indicator_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Indicator" ADD CONSTRAINT "Indicator_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Indicator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorActivity" ADD CONSTRAINT "IndicatorActivity_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorActivity" ADD CONSTRAINT "IndicatorActivity_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorValue" ADD CONSTRAINT "IndicatorValue_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorValue" ADD CONSTRAINT "IndicatorValue_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorTold" ADD CONSTRAINT "IndicatorTold_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorTold" ADD CONSTRAINT "IndicatorTold_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was approved before counts from the beginning.
UPDATE "Activity" SET "approved" = TRUE
WHERE EXISTS (SELECT 1 FROM "AttendanceSheet" s WHERE s."activityId" = "Activity"."id" AND s."state" = 'approved')
  AND NOT EXISTS (SELECT 1 FROM "AttendanceSheet" s WHERE s."activityId" = "Activity"."id" AND s."state" = 'submitted');
