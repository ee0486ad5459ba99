CREATE TABLE "grant_span" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assignment_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "grant_span" ADD CONSTRAINT "grant_span_assignment_id_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_span" ADD CONSTRAINT "grant_span_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "grant_span_one_open" ON "grant_span" USING btree ("assignment_id","resource_id","role") WHERE "grant_span"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "grant_span_resource" ON "grant_span" USING btree ("resource_id","granted_at");--> statement-breakpoint
CREATE INDEX "grant_span_held" ON "grant_span" USING btree ("resource_id") WHERE "grant_span"."revoked_at" is null;--> statement-breakpoint
-- What is held since when its grant last changed; what was taken away, since the first delivery of its assignment.
INSERT INTO "grant_span" ("assignment_id", "resource_id", "role", "granted_at", "revoked_at")
SELECT "assignment_id", "resource_id", "role",
  CASE WHEN "state" = 'granted' THEN "changed_at" ELSE least("delivered_at", "changed_at") END,
  CASE WHEN "state" = 'revoked' THEN "changed_at" END
FROM "assignment_grant" LEFT JOIN LATERAL (
  SELECT min("at") AS "delivered_at" FROM "audit" WHERE "target_kind" = 'assignment'
    AND "target_id" = "assignment_grant"."assignment_id"
    AND "action" IN ('assignment.delivered', 'assignment.partiallyDelivered')
) AS "first" ON true
WHERE "state" = 'granted'
  OR ("state" IN ('revoking', 'revoked') AND "held_before" IS NOT NULL AND "delivered_at" IS NOT NULL);
