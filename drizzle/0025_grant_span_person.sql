ALTER TABLE "grant_span" ADD COLUMN "person_id" uuid;--> statement-breakpoint
UPDATE "grant_span" SET "person_id" = "assignment"."person_id" FROM "assignment" WHERE "assignment"."id" = "assignment_id";--> statement-breakpoint
ALTER TABLE "grant_span" ALTER COLUMN "person_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "grant_span" ADD CONSTRAINT "grant_span_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;
