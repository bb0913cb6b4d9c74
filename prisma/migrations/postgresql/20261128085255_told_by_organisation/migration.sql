-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "otherPeople" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "toldBefore" TEXT NOT NULL DEFAULT '';

-- What is told stands by the organisation that counted. Where several did, it was one number for all, from which each of them could subtract its own:
-- that is told no more, and anew when somebody counts. Of parts the total stays; they, too, are told anew then.
UPDATE "Activity" SET
  "told" = CASE
    WHEN "told" = '' OR "countedBy" = '' OR "countedBy" LIKE '%,%' THEN ''
    WHEN "told"::jsonb ? 'few' THEN jsonb_build_object("countedBy", jsonb_build_object('people', jsonb_build_object('few', "told"::jsonb -> 'few'), 'days', NULL))::text
    ELSE jsonb_build_object("countedBy", jsonb_build_object('people', jsonb_build_object('total', "told"::jsonb -> 'total', 'by', '{}'::jsonb), 'days', NULL))::text
  END,
  "parts" = CASE
    WHEN "parts" = '' OR "countedBy" = '' OR "countedBy" LIKE '%,%' THEN ''
    ELSE jsonb_build_object("countedBy", jsonb_build_object('axes', "parts"::jsonb, 'days', NULL))::text
  END;
UPDATE "IndicatorTold" SET "told" = CASE
    WHEN "told"::jsonb ? 'few' THEN jsonb_build_object('now', jsonb_build_object('few', "told"::jsonb -> 'few'), 'before', '[]'::jsonb)::text
    ELSE jsonb_build_object('now', jsonb_build_object('total', "told"::jsonb -> 'total', 'by', '{}'::jsonb), 'before', '[]'::jsonb)::text
  END;
