-- AlterTable
ALTER TABLE "Activity" ADD COLUMN "otherPeople" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Activity" ADD COLUMN "toldBefore" TEXT NOT NULL DEFAULT '';

-- What is told stands by the organisation that counted. Where several did, it was one number for all, from which each of them could subtract its own:
-- that is told no more, and anew when somebody counts. Of parts the total stays; they, too, are told anew then.
UPDATE "Activity" SET
  "told" = CASE
    WHEN "told" = '' OR "countedBy" = '' OR "countedBy" LIKE '%,%' THEN ''
    WHEN json_extract("told", '$.few') IS NOT NULL THEN json_object("countedBy", json_object('people', json_object('few', json_extract("told", '$.few')), 'days', NULL))
    ELSE json_object("countedBy", json_object('people', json_object('total', json_extract("told", '$.total'), 'by', json('{}')), 'days', NULL))
  END,
  "parts" = CASE
    WHEN "parts" = '' OR "countedBy" = '' OR "countedBy" LIKE '%,%' THEN ''
    ELSE json_object("countedBy", json_object('axes', json("parts"), 'days', NULL))
  END;
UPDATE "IndicatorTold" SET "told" = CASE
    WHEN json_extract("told", '$.few') IS NOT NULL THEN json_object('now', json_object('few', json_extract("told", '$.few')), 'before', json('[]'))
    ELSE json_object('now', json_object('total', json_extract("told", '$.total'), 'by', json('{}')), 'before', json('[]'))
  END;
