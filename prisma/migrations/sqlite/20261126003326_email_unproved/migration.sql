-- Written by hand: Prisma would build the table anew, which SQLite needs for no column with a fixed default.
ALTER TABLE "User" ADD COLUMN "emailUnproved" BOOLEAN NOT NULL DEFAULT false;
