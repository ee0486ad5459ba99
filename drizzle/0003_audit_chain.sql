ALTER TABLE "audit" ADD COLUMN "package_id" uuid;--> statement-breakpoint
CREATE INDEX "audit_package" ON "audit" USING btree ("package_id","id");--> statement-breakpoint
CREATE FUNCTION "audit_hash"("entry" "public"."audit") RETURNS text LANGUAGE sql STABLE AS $$
  -- Every column as its length in bytes and its text, so that no two rows read the same; '-' stands for null.
  SELECT encode(sha256(convert_to(string_agg(
    coalesce(octet_length(convert_to("part", 'UTF8')) || ':' || "part", '-') || ',', '' ORDER BY "position"), 'UTF8')), 'hex')
  FROM unnest(ARRAY["entry"."previous_hash", "entry"."id"::text,
    to_char("entry"."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    "entry"."actor_kind", "entry"."actor_id", "entry"."action", "entry"."target_kind", "entry"."target_id"::text,
    "entry"."catalog_id"::text, "entry"."package_id"::text, "entry"."before"::text, "entry"."after"::text,
    "entry"."reason"]) WITH ORDINALITY AS "parts"("part", "position")
$$;--> statement-breakpoint
CREATE FUNCTION "audit_continues_its_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "newest" record;
BEGIN
  -- Held until the commit: whoever comes next sees this row, and continues from it. Ids without gaps follow the chain.
  PERFORM pg_advisory_xact_lock(4170227);
  SELECT "id", "hash" INTO "newest" FROM "public"."audit" ORDER BY "id" DESC LIMIT 1;
  NEW."id" := coalesce("newest"."id", 0) + 1;
  NEW."previous_hash" := coalesce("newest"."hash", '');
  NEW."hash" := "public"."audit_hash"(NEW);
  RETURN NEW;
END $$;--> statement-breakpoint
ALTER TABLE "audit" DISABLE TRIGGER "audit_append_only";--> statement-breakpoint
UPDATE "audit" SET "package_id" = "target_id" WHERE "target_kind" = 'package';--> statement-breakpoint
UPDATE "audit" SET "package_id" = "policy"."package_id" FROM "policy"
WHERE "target_kind" = 'policy' AND "policy"."id" = "target_id";--> statement-breakpoint
DO $$
DECLARE "entry" "public"."audit"; "previous" text := '';
BEGIN
  FOR "entry" IN SELECT * FROM "public"."audit" ORDER BY "id" LOOP
    "entry"."previous_hash" := "previous";
    "previous" := "public"."audit_hash"("entry");
    UPDATE "public"."audit" SET "previous_hash" = "entry"."previous_hash", "hash" = "previous" WHERE "id" = "entry"."id";
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE "audit" ENABLE TRIGGER "audit_append_only";--> statement-breakpoint
CREATE TRIGGER "audit_chain" BEFORE INSERT ON "audit"
FOR EACH ROW EXECUTE FUNCTION "audit_continues_its_chain"();
