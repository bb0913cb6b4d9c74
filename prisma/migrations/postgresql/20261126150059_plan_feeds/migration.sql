-- CreateTable
CREATE TABLE "PlanFeed" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMP(3),
    "lastReadAt" TIMESTAMP(3),
    "contentHash" TEXT NOT NULL DEFAULT '',
    "changedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PlanFeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PlanFeed_tokenHash_key" ON "PlanFeed"("tokenHash");

-- CreateIndex
CREATE INDEX "PlanFeed_memberId_idx" ON "PlanFeed"("memberId");

-- AddForeignKey
ALTER TABLE "PlanFeed" ADD CONSTRAINT "PlanFeed_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
