-- CreateTable
CREATE TABLE "AttendancePart" (
    "sheetId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "axis" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("sheetId", "axis", "name"),
    CONSTRAINT "AttendancePart_sheetId_fkey" FOREIGN KEY ("sheetId") REFERENCES "AttendanceSheet" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "CountingRules" ADD COLUMN "byGroup" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "CountingRules" ADD COLUMN "byCountry" BOOLEAN NOT NULL DEFAULT false;
