-- CreateTable
CREATE TABLE "AttendancePaper" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "activityId" TEXT,
    "organisationId" TEXT,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "deleteOn" TEXT NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AttendancePaper_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AttendancePaper_organisationId_idx" ON "AttendancePaper"("organisationId");

-- CreateIndex
CREATE INDEX "AttendancePaper_deleteOn_idx" ON "AttendancePaper"("deleteOn");

-- CreateIndex
CREATE INDEX "AttendancePaper_hash_idx" ON "AttendancePaper"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "AttendancePaper_activityId_organisationId_hash_key" ON "AttendancePaper"("activityId", "organisationId", "hash");

-- AddForeignKey
ALTER TABLE "AttendancePaper" ADD CONSTRAINT "AttendancePaper_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendancePaper" ADD CONSTRAINT "AttendancePaper_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
