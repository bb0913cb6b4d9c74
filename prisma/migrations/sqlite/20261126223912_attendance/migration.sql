-- CreateTable
CREATE TABLE "CountingRules" (
    "partnershipId" TEXT NOT NULL PRIMARY KEY,
    "bands" TEXT NOT NULL DEFAULT 'amif',
    "smallest" INTEGER NOT NULL DEFAULT 5,
    CONSTRAINT "CountingRules_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AttendanceSheet" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    CONSTRAINT "AttendanceSheet_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AttendanceSheet_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AttendanceCell" (
    "sheetId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "age" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("sheetId", "sex", "age"),
    CONSTRAINT "AttendanceCell_sheetId_fkey" FOREIGN KEY ("sheetId") REFERENCES "AttendanceSheet" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
    CONSTRAINT "Activity_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Activity_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Activity_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Activity_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Activity" ("country", "createdAt", "createdById", "details", "endDate", "endTime", "endsAt", "exclusions", "format", "heldParticipants", "id", "justification", "languages", "number", "objectiveId", "organisationId", "partnershipId", "placeId", "plannedParticipants", "publicTitle", "removedAt", "restriction", "startDate", "startTime", "startsAt", "state", "themes", "title", "titleFolded", "type", "updatedAt", "venue", "version", "workPackageId", "zone") SELECT "country", "createdAt", "createdById", "details", "endDate", "endTime", "endsAt", "exclusions", "format", "heldParticipants", "id", "justification", "languages", "number", "objectiveId", "organisationId", "partnershipId", "placeId", "plannedParticipants", "publicTitle", "removedAt", "restriction", "startDate", "startTime", "startsAt", "state", "themes", "title", "titleFolded", "type", "updatedAt", "venue", "version", "workPackageId", "zone" FROM "Activity";
DROP TABLE "Activity";
ALTER TABLE "new_Activity" RENAME TO "Activity";
CREATE INDEX "Activity_partnershipId_startsAt_idx" ON "Activity"("partnershipId", "startsAt");
CREATE INDEX "Activity_organisationId_idx" ON "Activity"("organisationId");
CREATE UNIQUE INDEX "Activity_partnershipId_number_key" ON "Activity"("partnershipId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "AttendanceSheet_activityId_day_idx" ON "AttendanceSheet"("activityId", "day");

-- CreateIndex
CREATE INDEX "AttendanceSheet_partnershipId_state_idx" ON "AttendanceSheet"("partnershipId", "state");

-- CreateIndex
CREATE INDEX "AttendanceSheet_organisationId_idx" ON "AttendanceSheet"("organisationId");

-- What was written down before is told to others like everything from now on: small numbers are not.
UPDATE "Activity" SET "people" = "heldParticipants", "countedBy" = "organisationId", "told" = CASE
  WHEN "heldParticipants" > 0 AND "heldParticipants" < 5 AND "restriction" = '' THEN '{"few":5}'
  WHEN "heldParticipants" > 0 AND "heldParticipants" < 10 AND "restriction" <> '' THEN '{"few":10}'
  ELSE '{"total":' || "heldParticipants" || ',"by":{"all":{"parts":{"all":' || "heldParticipants" || '},"rest":0}}}'
END WHERE "heldParticipants" IS NOT NULL;
