-- CreateTable
CREATE TABLE "ActivitySection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "block" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    CONSTRAINT "ActivitySection_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ActivitySection_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ActivitySection_documentId_idx" ON "ActivitySection"("documentId");

-- CreateIndex
CREATE UNIQUE INDEX "ActivitySection_activityId_documentId_block_key" ON "ActivitySection"("activityId", "documentId", "block");
