-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleFolded" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "placeId" TEXT,
    "sourceLanguage" TEXT NOT NULL,
    "sharedAt" DATETIME,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" TEXT,
    "trashedAt" DATETIME,
    "trashedById" TEXT,
    CONSTRAINT "Document_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Document_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Document_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Document" ("createdAt", "createdById", "id", "organisationId", "partnershipId", "sharedAt", "sourceLanguage", "template", "title", "titleFolded", "trashedAt", "trashedById", "updatedAt", "updatedById") SELECT "createdAt", "createdById", "id", "organisationId", "partnershipId", "sharedAt", "sourceLanguage", "template", "title", "titleFolded", "trashedAt", "trashedById", "updatedAt", "updatedById" FROM "Document";
DROP TABLE "Document";
ALTER TABLE "new_Document" RENAME TO "Document";
CREATE INDEX "Document_partnershipId_trashedAt_updatedAt_idx" ON "Document"("partnershipId", "trashedAt", "updatedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
