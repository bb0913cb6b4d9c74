-- Written by hand: Prisma would build the table anew, which SQLite needs for no column with a fixed default.
ALTER TABLE "DocumentCopy" ADD COLUMN "beforeRestore" BOOLEAN NOT NULL DEFAULT false;
