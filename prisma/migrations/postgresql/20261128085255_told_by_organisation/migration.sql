-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "otherPeople" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "toldBefore" TEXT NOT NULL DEFAULT '';

-- What is told stands by the organisation that counted: of one number for several, each of them could subtract its own. It is worked out anew when the
-- application starts (`told` is empty where somebody counted); what was told before is remembered, of parts the total alone, and of
-- several that counted the sum of them with each.
-- Days were added up until now, and stay so where several were counted: what was reported stays.
UPDATE "Activity" SET
  "toldBefore" = CASE
    WHEN "told" = '' OR "countedBy" = '' THEN ''
    WHEN coalesce("told"::jsonb -> 'total', "told"::jsonb -> 'last' -> 'total') IS NULL THEN ''
    ELSE (SELECT jsonb_object_agg("organisation", jsonb_build_object(
      'people', jsonb_build_array(jsonb_build_object('total', coalesce("told"::jsonb -> 'total', "told"::jsonb -> 'last' -> 'total'), 'by', '{}'::jsonb)),
      'days', '[]'::jsonb))::text FROM unnest(string_to_array("countedBy", ',')) AS "by" ("organisation"))
  END,
  "otherPeople" = (SELECT count(DISTINCT "day") > 1 FROM "AttendanceSheet" WHERE "activityId" = "Activity"."id" AND "state" IN ('submitted', 'approved'));
UPDATE "Activity" SET "told" = '', "parts" = '';
UPDATE "IndicatorTold" SET "told" = CASE
    WHEN coalesce("told"::jsonb -> 'total', "told"::jsonb -> 'last' -> 'total') IS NULL THEN '{"now":null,"before":[]}'
    ELSE '{"now":null,"before":[{"total":' || coalesce("told"::jsonb ->> 'total', "told"::jsonb -> 'last' ->> 'total') || ',"by":{}}]}'
  END;
