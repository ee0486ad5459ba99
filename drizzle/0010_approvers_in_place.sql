ALTER TYPE "public"."assignment_end_reason" ADD VALUE 'approvalRevoked';--> statement-breakpoint
ALTER TYPE "public"."approver_capacity" ADD VALUE 'delegate';--> statement-breakpoint
ALTER TYPE "public"."approver_capacity" ADD VALUE 'rerouted';--> statement-breakpoint
CREATE TABLE "delegation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "request_stage" ADD COLUMN "decided_for" uuid;--> statement-breakpoint
ALTER TABLE "request_stage" ADD COLUMN "rerouted_by" uuid;--> statement-breakpoint
ALTER TABLE "request_stage" ADD COLUMN "rerouted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "request_stage" ADD COLUMN "reroute_reason" text;--> statement-breakpoint
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_delegate_id_person_id_fk" FOREIGN KEY ("delegate_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delegation_person" ON "delegation" USING btree ("person_id") WHERE "delegation"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "delegation_delegate" ON "delegation" USING btree ("delegate_id") WHERE "delegation"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "request_stage" ADD CONSTRAINT "request_stage_decided_for_person_id_fk" FOREIGN KEY ("decided_for") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stage" ADD CONSTRAINT "request_stage_rerouted_by_person_id_fk" FOREIGN KEY ("rerouted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;