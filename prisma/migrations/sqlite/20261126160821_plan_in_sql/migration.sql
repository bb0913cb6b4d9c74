-- CreateTable
CREATE TABLE "PlanProjection" (
    "partnershipId" TEXT NOT NULL PRIMARY KEY,
    "mark" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "facts" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "PlanProjection_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" DATETIME,

    PRIMARY KEY ("partnershipId", "id"),
    CONSTRAINT "PlanItem_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanItemPerson" (
    "partnershipId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    PRIMARY KEY ("partnershipId", "itemId", "userId"),
    CONSTRAINT "PlanItemPerson_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT,
    "field" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT "PlanChange_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanDecision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "is" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "frozen" TEXT,
    "copyId" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "PlanDecision_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReportingPeriod" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "startMonth" INTEGER NOT NULL,
    "endMonth" INTEGER NOT NULL,
    "dueDate" TEXT,
    "lockedAt" DATETIME,
    "lockedById" TEXT,
    "riskStates" TEXT,
    CONSTRAINT "ReportingPeriod_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanBaseline" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amendmentCode" TEXT NOT NULL DEFAULT '',
    "takenAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenById" TEXT NOT NULL,
    "snapshot" BLOB NOT NULL,
    CONSTRAINT "PlanBaseline_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanView" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "PlanView_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_DocumentCopy" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "takenAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "words" INTEGER NOT NULL,
    "state" BLOB NOT NULL,
    "beforeRestore" BOOLEAN NOT NULL DEFAULT false,
    "handedIn" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "DocumentCopy_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_DocumentCopy" ("beforeRestore", "documentId", "id", "language", "partnershipId", "state", "takenAt", "words") SELECT "beforeRestore", "documentId", "id", "language", "partnershipId", "state", "takenAt", "words" FROM "DocumentCopy";
DROP TABLE "DocumentCopy";
ALTER TABLE "new_DocumentCopy" RENAME TO "DocumentCopy";
CREATE INDEX "DocumentCopy_documentId_language_takenAt_idx" ON "DocumentCopy"("documentId", "language", "takenAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
