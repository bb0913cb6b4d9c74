-- AlterTable
ALTER TABLE "CountingRules" ADD COLUMN     "byCountry" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "byGroup" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "AttendancePart" (
    "sheetId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "axis" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "AttendancePart_pkey" PRIMARY KEY ("sheetId","axis","name")
);

-- AddForeignKey
ALTER TABLE "AttendancePart" ADD CONSTRAINT "AttendancePart_sheetId_fkey" FOREIGN KEY ("sheetId") REFERENCES "AttendanceSheet"("id") ON DELETE CASCADE ON UPDATE CASCADE;
