-- AlterTable
ALTER TABLE "DocumentCopy" ADD COLUMN     "beforeRestore" BOOLEAN NOT NULL DEFAULT false;
