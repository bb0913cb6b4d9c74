-- CreateTable
CREATE TABLE "Report" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "periodId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "first" TEXT NOT NULL,
    "last" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "seenAs" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "step" INTEGER NOT NULL DEFAULT 0,
    "text" BLOB,
    "workbook" BLOB,
    "askedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "madeAt" DATETIME,
    CONSTRAINT "Report_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Report_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Report_memberId_idx" ON "Report"("memberId");

-- CreateIndex
CREATE INDEX "Report_partnershipId_askedById_idx" ON "Report"("partnershipId", "askedById");

-- CreateIndex
CREATE INDEX "Report_askedById_idx" ON "Report"("askedById");
