-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Indicator" (
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
    "checked" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" DATETIME,
    CONSTRAINT "Indicator_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Indicator_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Indicator" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Indicator" ("baseline", "baselineDate", "catalogue", "code", "createdAt", "createdById", "id", "level", "note", "parentId", "partnershipId", "removedAt", "rule", "target", "text", "unit", "version") SELECT "baseline", "baselineDate", "catalogue", "code", "createdAt", "createdById", "id", "level", "note", "parentId", "partnershipId", "removedAt", "rule", "target", "text", "unit", "version" FROM "Indicator";
DROP TABLE "Indicator";
ALTER TABLE "new_Indicator" RENAME TO "Indicator";
CREATE INDEX "Indicator_partnershipId_idx" ON "Indicator"("partnershipId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
