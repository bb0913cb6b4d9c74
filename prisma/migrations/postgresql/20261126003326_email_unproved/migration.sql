-- AlterTable
ALTER TABLE "User" ADD COLUMN     "emailUnproved" BOOLEAN NOT NULL DEFAULT false;
