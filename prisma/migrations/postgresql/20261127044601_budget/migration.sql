-- CreateTable
CREATE TABLE "BudgetRules" (
    "partnershipId" TEXT NOT NULL,
    "indirectBasisPoints" INTEGER NOT NULL DEFAULT 700,
    "exempt" TEXT NOT NULL DEFAULT 'A5',

    CONSTRAINT "BudgetRules_pkey" PRIMARY KEY ("partnershipId")
);

-- CreateTable
CREATE TABLE "BudgetLine" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "workPackageId" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "cents" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BudgetLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Expense" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "workPackageId" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "cents" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Expense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExpenseFile" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "expenseId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExpenseFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EffortPlan" (
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "workPackageId" TEXT NOT NULL,
    "hundredths" INTEGER NOT NULL,

    CONSTRAINT "EffortPlan_pkey" PRIMARY KEY ("organisationId","workPackageId")
);

-- CreateTable
CREATE TABLE "EffortActual" (
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "workPackageId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "hundredths" INTEGER NOT NULL,

    CONSTRAINT "EffortActual_pkey" PRIMARY KEY ("organisationId","workPackageId","month")
);

-- CreateIndex
CREATE INDEX "BudgetLine_partnershipId_organisationId_idx" ON "BudgetLine"("partnershipId", "organisationId");

-- CreateIndex
CREATE INDEX "BudgetLine_organisationId_idx" ON "BudgetLine"("organisationId");

-- CreateIndex
CREATE INDEX "Expense_partnershipId_organisationId_day_idx" ON "Expense"("partnershipId", "organisationId", "day");

-- CreateIndex
CREATE INDEX "Expense_organisationId_idx" ON "Expense"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "ExpenseFile_expenseId_hash_key" ON "ExpenseFile"("expenseId", "hash");

-- CreateIndex
CREATE INDEX "EffortPlan_partnershipId_idx" ON "EffortPlan"("partnershipId");

-- CreateIndex
CREATE INDEX "EffortActual_partnershipId_idx" ON "EffortActual"("partnershipId");

-- AddForeignKey
ALTER TABLE "BudgetRules" ADD CONSTRAINT "BudgetRules_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BudgetLine" ADD CONSTRAINT "BudgetLine_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BudgetLine" ADD CONSTRAINT "BudgetLine_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expense" ADD CONSTRAINT "Expense_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expense" ADD CONSTRAINT "Expense_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpenseFile" ADD CONSTRAINT "ExpenseFile_expenseId_fkey" FOREIGN KEY ("expenseId") REFERENCES "Expense"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EffortPlan" ADD CONSTRAINT "EffortPlan_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EffortPlan" ADD CONSTRAINT "EffortPlan_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EffortActual" ADD CONSTRAINT "EffortActual_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EffortActual" ADD CONSTRAINT "EffortActual_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
