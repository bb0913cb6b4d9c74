-- CreateTable
CREATE TABLE "PlanCode" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "removed" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanCode_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PlanCode_partnershipId_list_code_key" ON "PlanCode"("partnershipId", "list", "code");

-- AddForeignKey
ALTER TABLE "PlanCode" ADD CONSTRAINT "PlanCode_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;
