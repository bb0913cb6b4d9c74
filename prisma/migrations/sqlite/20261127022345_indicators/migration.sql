-- CreateTable
CREATE TABLE "Indicator" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" DATETIME,
    CONSTRAINT "Indicator_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Indicator_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Indicator" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IndicatorActivity" (
    "indicatorId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,

    PRIMARY KEY ("indicatorId", "activityId"),
    CONSTRAINT "IndicatorActivity_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "IndicatorActivity_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IndicatorValue" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "indicatorId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT '',
    "day" TEXT NOT NULL,
    "amount" INTEGER,
    "text" TEXT NOT NULL DEFAULT '',
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "IndicatorValue_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "IndicatorValue_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IndicatorTold" (
    "indicatorId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "told" TEXT NOT NULL,

    PRIMARY KEY ("indicatorId", "organisationId"),
    CONSTRAINT "IndicatorTold_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "IndicatorTold_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Activity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleFolded" TEXT NOT NULL,
    "publicTitle" TEXT NOT NULL DEFAULT '',
    "restriction" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'planned',
    "organisationId" TEXT NOT NULL,
    "workPackageId" TEXT NOT NULL DEFAULT '',
    "format" TEXT NOT NULL DEFAULT 'inPerson',
    "placeId" TEXT,
    "country" TEXT NOT NULL DEFAULT '',
    "venue" TEXT NOT NULL DEFAULT '',
    "zone" TEXT NOT NULL,
    "startDate" TEXT NOT NULL,
    "startTime" TEXT NOT NULL DEFAULT '',
    "endDate" TEXT NOT NULL,
    "endTime" TEXT NOT NULL DEFAULT '',
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "languages" TEXT NOT NULL DEFAULT '',
    "themes" TEXT NOT NULL DEFAULT '',
    "exclusions" TEXT NOT NULL DEFAULT '',
    "objectiveId" TEXT,
    "justification" TEXT NOT NULL DEFAULT '',
    "plannedParticipants" INTEGER,
    "heldParticipants" INTEGER,
    "details" TEXT NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" DATETIME,
    "people" INTEGER,
    "countedBy" TEXT NOT NULL DEFAULT '',
    "told" TEXT NOT NULL DEFAULT '',
    "parts" TEXT NOT NULL DEFAULT '',
    "approved" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Activity_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Activity_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Activity_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Activity_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Activity" ("countedBy", "country", "createdAt", "createdById", "details", "endDate", "endTime", "endsAt", "exclusions", "format", "heldParticipants", "id", "justification", "languages", "number", "objectiveId", "organisationId", "partnershipId", "people", "placeId", "plannedParticipants", "publicTitle", "removedAt", "restriction", "startDate", "startTime", "startsAt", "state", "themes", "title", "titleFolded", "told", "type", "updatedAt", "venue", "version", "workPackageId", "zone") SELECT "countedBy", "country", "createdAt", "createdById", "details", "endDate", "endTime", "endsAt", "exclusions", "format", "heldParticipants", "id", "justification", "languages", "number", "objectiveId", "organisationId", "partnershipId", "people", "placeId", "plannedParticipants", "publicTitle", "removedAt", "restriction", "startDate", "startTime", "startsAt", "state", "themes", "title", "titleFolded", "told", "type", "updatedAt", "venue", "version", "workPackageId", "zone" FROM "Activity";
DROP TABLE "Activity";
ALTER TABLE "new_Activity" RENAME TO "Activity";
CREATE INDEX "Activity_partnershipId_startsAt_idx" ON "Activity"("partnershipId", "startsAt");
CREATE INDEX "Activity_organisationId_idx" ON "Activity"("organisationId");
CREATE UNIQUE INDEX "Activity_partnershipId_number_key" ON "Activity"("partnershipId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Indicator_partnershipId_idx" ON "Indicator"("partnershipId");

-- CreateIndex
CREATE INDEX "IndicatorActivity_activityId_idx" ON "IndicatorActivity"("activityId");

-- CreateIndex
CREATE INDEX "IndicatorValue_indicatorId_day_idx" ON "IndicatorValue"("indicatorId", "day");

-- CreateIndex
CREATE INDEX "IndicatorValue_organisationId_idx" ON "IndicatorValue"("organisationId");

-- What was approved before counts from the beginning.
UPDATE "Activity" SET "approved" = 1
WHERE EXISTS (SELECT 1 FROM "AttendanceSheet" s WHERE s."activityId" = "Activity"."id" AND s."state" = 'approved')
  AND NOT EXISTS (SELECT 1 FROM "AttendanceSheet" s WHERE s."activityId" = "Activity"."id" AND s."state" = 'submitted');
