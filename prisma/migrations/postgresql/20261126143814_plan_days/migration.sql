-- CreateTable
CREATE TABLE "PlanCalendar" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "workdays" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PlanCalendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanHoliday" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT '',
    "date" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "removed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "PlanHoliday_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PlanCalendar_partnershipId_key" ON "PlanCalendar"("partnershipId");

-- CreateIndex
CREATE UNIQUE INDEX "PlanHoliday_partnershipId_date_country_key" ON "PlanHoliday"("partnershipId", "date", "country");

-- AddForeignKey
ALTER TABLE "PlanCalendar" ADD CONSTRAINT "PlanCalendar_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanHoliday" ADD CONSTRAINT "PlanHoliday_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;
