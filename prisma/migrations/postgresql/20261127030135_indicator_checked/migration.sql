-- AlterTable
ALTER TABLE "Indicator" ADD COLUMN     "checked" BOOLEAN NOT NULL DEFAULT true;
