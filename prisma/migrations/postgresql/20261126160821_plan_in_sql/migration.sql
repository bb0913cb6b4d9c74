-- AlterTable
ALTER TABLE "DocumentCopy" ADD COLUMN     "handedIn" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "PlanProjection" (
    "partnershipId" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "facts" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanProjection_pkey" PRIMARY KEY ("partnershipId")
);

-- CreateTable
CREATE TABLE "PlanItem" (
    "partnershipId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT,
    "title" TEXT NOT NULL,
    "titleFolded" TEXT NOT NULL,
    "parentId" TEXT,
    "packageId" TEXT,
    "leadOrganisationId" TEXT,
    "status" TEXT NOT NULL,
    "startDate" TEXT,
    "dueDate" TEXT,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "PlanItem_pkey" PRIMARY KEY ("partnershipId","id")
);

-- CreateTable
CREATE TABLE "PlanItemPerson" (
    "partnershipId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "PlanItemPerson_pkey" PRIMARY KEY ("partnershipId","itemId","userId")
);

-- CreateTable
CREATE TABLE "PlanChange" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT,
    "field" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "before" TEXT,
    "after" TEXT,

    CONSTRAINT "PlanChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanDecision" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "is" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "frozen" TEXT,
    "copyId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportingPeriod" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "startMonth" INTEGER NOT NULL,
    "endMonth" INTEGER NOT NULL,
    "dueDate" TEXT,
    "lockedAt" TIMESTAMP(3),
    "lockedById" TEXT,
    "riskStates" TEXT,

    CONSTRAINT "ReportingPeriod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanBaseline" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amendmentCode" TEXT NOT NULL DEFAULT '',
    "takenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenById" TEXT NOT NULL,
    "snapshot" BYTEA NOT NULL,

    CONSTRAINT "PlanBaseline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanView" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlanItem_dueDate_idx" ON "PlanItem"("dueDate");

-- CreateIndex
CREATE INDEX "PlanItemPerson_userId_idx" ON "PlanItemPerson"("userId");

-- CreateIndex
CREATE INDEX "PlanChange_partnershipId_itemId_at_idx" ON "PlanChange"("partnershipId", "itemId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "PlanDecision_partnershipId_itemId_number_key" ON "PlanDecision"("partnershipId", "itemId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ReportingPeriod_partnershipId_number_key" ON "ReportingPeriod"("partnershipId", "number");

-- CreateIndex
CREATE INDEX "PlanBaseline_partnershipId_takenAt_idx" ON "PlanBaseline"("partnershipId", "takenAt");

-- CreateIndex
CREATE INDEX "PlanView_partnershipId_userId_idx" ON "PlanView"("partnershipId", "userId");

-- AddForeignKey
ALTER TABLE "PlanProjection" ADD CONSTRAINT "PlanProjection_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanItem" ADD CONSTRAINT "PlanItem_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanItemPerson" ADD CONSTRAINT "PlanItemPerson_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanChange" ADD CONSTRAINT "PlanChange_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanDecision" ADD CONSTRAINT "PlanDecision_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportingPeriod" ADD CONSTRAINT "ReportingPeriod_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanBaseline" ADD CONSTRAINT "PlanBaseline_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanView" ADD CONSTRAINT "PlanView_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;
