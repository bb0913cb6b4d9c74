-- CreateTable
CREATE TABLE "Activity" (
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
    CONSTRAINT "Activity_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Activity_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Activity_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Activity_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ActivityCoOrganiser" (
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,

    PRIMARY KEY ("activityId", "organisationId"),
    CONSTRAINT "ActivityCoOrganiser_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ActivityCoOrganiser_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ActivityTargetGroup" (
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "targetGroupId" TEXT NOT NULL,

    PRIMARY KEY ("activityId", "targetGroupId"),
    CONSTRAINT "ActivityTargetGroup_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ActivityTargetGroup_targetGroupId_fkey" FOREIGN KEY ("targetGroupId") REFERENCES "TargetGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ActivityDocument" (
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    PRIMARY KEY ("activityId", "documentId"),
    CONSTRAINT "ActivityDocument_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ActivityDocument_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Activity_partnershipId_startsAt_idx" ON "Activity"("partnershipId", "startsAt");

-- CreateIndex
CREATE INDEX "Activity_organisationId_idx" ON "Activity"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_partnershipId_number_key" ON "Activity"("partnershipId", "number");

-- CreateIndex
CREATE INDEX "ActivityCoOrganiser_organisationId_idx" ON "ActivityCoOrganiser"("organisationId");

-- CreateIndex
CREATE INDEX "ActivityTargetGroup_targetGroupId_idx" ON "ActivityTargetGroup"("targetGroupId");

-- CreateIndex
CREATE INDEX "ActivityDocument_documentId_idx" ON "ActivityDocument"("documentId");
