-- The same hash: a function in SQL that cannot be inlined is planned anew in every transaction, which took longer than all else there.
CREATE OR REPLACE FUNCTION "audit_hash"("entry" "public"."audit") RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  "part" text;
  "whole" text := '';
BEGIN
  -- Every column as its length in bytes and its text, so that no two rows read the same; '-' stands for null.
  FOREACH "part" IN ARRAY ARRAY["entry"."previous_hash", "entry"."id"::text,
    to_char("entry"."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    "entry"."actor_kind", "entry"."actor_id", "entry"."action", "entry"."target_kind", "entry"."target_id"::text,
    "entry"."catalog_id"::text, "entry"."package_id"::text, "entry"."before"::text, "entry"."after"::text,
    "entry"."reason"]
  LOOP
    "whole" := "whole" || coalesce(octet_length(convert_to("part", 'UTF8')) || ':' || "part", '-') || ',';
  END LOOP;
  RETURN encode(sha256(convert_to("whole", 'UTF8')), 'hex');
END $$;
--> statement-breakpoint
-- Its plan is kept for as long as a connection lives: made while the trail is short, it would read all of it later.
ALTER FUNCTION "audit_continues_its_chain"() SET enable_seqscan = off;
