CREATE TYPE "public"."review_decision" AS ENUM('keep', 'remove', 'dontKnow');--> statement-breakpoint
CREATE TYPE "public"."review_outcome" AS ENUM('kept', 'removed', 'over');--> statement-breakpoint
ALTER TYPE "public"."assignment_end_reason" ADD VALUE 'reviewDenied';--> statement-breakpoint
CREATE TABLE "access_review" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"policy_id" uuid,
	"package_id" uuid NOT NULL,
	"catalog_id" uuid NOT NULL,
	"policy_name" text NOT NULL,
	"settings" jsonb NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"remind_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "access_review_item" (
	"review_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reviewer_id" uuid,
	"decision" "review_decision",
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	"outcome" "review_outcome",
	CONSTRAINT "access_review_item_key" PRIMARY KEY("review_id","assignment_id")
);
--> statement-breakpoint
CREATE TABLE "access_reviewer" (
	"review_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "access_reviewer_key" PRIMARY KEY("review_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "policy" ADD COLUMN "review_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_review" ADD CONSTRAINT "access_review_policy_id_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policy"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_item" ADD CONSTRAINT "access_review_item_review_id_access_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."access_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_item" ADD CONSTRAINT "access_review_item_assignment_id_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_item" ADD CONSTRAINT "access_review_item_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_item" ADD CONSTRAINT "access_review_item_reviewer_id_person_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_item" ADD CONSTRAINT "access_review_item_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_reviewer" ADD CONSTRAINT "access_reviewer_review_id_access_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."access_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_reviewer" ADD CONSTRAINT "access_reviewer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_review_one_open" ON "access_review" USING btree ("policy_id") WHERE "access_review"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "access_review_closes" ON "access_review" USING btree ("closes_at") WHERE "access_review"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "access_review_remind" ON "access_review" USING btree ("remind_at") WHERE "access_review"."remind_at" is not null;--> statement-breakpoint
CREATE INDEX "access_review_package" ON "access_review" USING btree ("package_id","opened_at");--> statement-breakpoint
CREATE INDEX "access_review_item_assignment" ON "access_review_item" USING btree ("assignment_id");--> statement-breakpoint
CREATE INDEX "access_review_item_reviewer" ON "access_review_item" USING btree ("reviewer_id") WHERE "access_review_item"."reviewer_id" is not null;--> statement-breakpoint
CREATE INDEX "access_reviewer_person" ON "access_reviewer" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "policy_review_due" ON "policy" USING btree ("review_due_at") WHERE "policy"."review_due_at" is not null;