-- CreateTable
CREATE TABLE "Activity" (
    "id" TEXT NOT NULL,
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
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityCoOrganiser" (
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,

    CONSTRAINT "ActivityCoOrganiser_pkey" PRIMARY KEY ("activityId","organisationId")
);

-- CreateTable
CREATE TABLE "ActivityTargetGroup" (
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "targetGroupId" TEXT NOT NULL,

    CONSTRAINT "ActivityTargetGroup_pkey" PRIMARY KEY ("activityId","targetGroupId")
);

-- CreateTable
CREATE TABLE "ActivityDocument" (
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "ActivityDocument_pkey" PRIMARY KEY ("activityId","documentId")
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

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "Objective"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityCoOrganiser" ADD CONSTRAINT "ActivityCoOrganiser_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityCoOrganiser" ADD CONSTRAINT "ActivityCoOrganiser_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityTargetGroup" ADD CONSTRAINT "ActivityTargetGroup_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityTargetGroup" ADD CONSTRAINT "ActivityTargetGroup_targetGroupId_fkey" FOREIGN KEY ("targetGroupId") REFERENCES "TargetGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityDocument" ADD CONSTRAINT "ActivityDocument_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityDocument" ADD CONSTRAINT "ActivityDocument_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;
