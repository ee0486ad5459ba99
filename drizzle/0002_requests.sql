CREATE TYPE "public"."assignment_end_reason" AS ENUM('expired', 'userRemoved', 'adminRemoved', 'deliveryCanceled', 'userDeactivated');--> statement-breakpoint
CREATE TYPE "public"."assignment_state" AS ENUM('delivering', 'delivered', 'partiallyDelivered', 'deliveryFailed', 'expired');--> statement-breakpoint
CREATE TYPE "public"."grant_state" AS ENUM('pending', 'granted', 'failed', 'revoking', 'revoked');--> statement-breakpoint
CREATE TYPE "public"."approver_capacity" AS ENUM('primary', 'fallback', 'alternate', 'catalogOwner');--> statement-breakpoint
CREATE TYPE "public"."approver_kind" AS ENUM('person', 'group', 'catalogOwners');--> statement-breakpoint
CREATE TYPE "public"."request_state" AS ENUM('submitted', 'pendingApproval', 'scheduled', 'delivering', 'delivered', 'partiallyDelivered', 'deliveryFailed', 'denied', 'canceled', 'expired');--> statement-breakpoint
CREATE TYPE "public"."request_type" AS ENUM('userAdd', 'userExtend', 'adminAdd');--> statement-breakpoint
CREATE TYPE "public"."stage_result" AS ENUM('notReviewed', 'approved', 'denied', 'expired', 'canceled');--> statement-breakpoint
CREATE TABLE "assignment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"state" "assignment_state" NOT NULL,
	"package_id" uuid NOT NULL,
	"catalog_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"policy_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"prompt_at" timestamp with time zone,
	"retry_at" timestamp with time zone,
	"failed_attempts" integer DEFAULT 0 NOT NULL,
	"completed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"end_reason" "assignment_end_reason"
);
--> statement-breakpoint
CREATE TABLE "assignment_grant" (
	"assignment_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"role" text NOT NULL,
	"person_id" uuid NOT NULL,
	"state" "grant_state" NOT NULL,
	"held_before" boolean,
	"failure" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assignment_grant_key" PRIMARY KEY("assignment_id","resource_id","role")
);
--> statement-breakpoint
CREATE TABLE "directory_grant" (
	"resource_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "directory_grant_key" PRIMARY KEY("resource_id","person_id","role")
);
--> statement-breakpoint
CREATE TABLE "clock_shift" (
	"id" smallint PRIMARY KEY NOT NULL,
	"milliseconds" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approver_reminder" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"stage" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"due_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"type" "request_type" NOT NULL,
	"state" "request_state" NOT NULL,
	"package_id" uuid NOT NULL,
	"catalog_id" uuid NOT NULL,
	"policy_id" uuid,
	"settings" jsonb NOT NULL,
	"requestor_id" uuid NOT NULL,
	"submitted_by" uuid NOT NULL,
	"justification" text NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"stage" integer,
	"due_at" timestamp with time zone,
	"forward_at" timestamp with time zone,
	"assignment_id" uuid,
	"repeats" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"closed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "request_approver" (
	"request_id" uuid NOT NULL,
	"stage" integer NOT NULL,
	"kind" "approver_kind" NOT NULL,
	"subject_id" uuid NOT NULL,
	"capacity" "approver_capacity" NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_approver_key" PRIMARY KEY("request_id","stage","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "request_stage" (
	"request_id" uuid NOT NULL,
	"stage" integer NOT NULL,
	"result" "stage_result" NOT NULL,
	"capacity" "approver_capacity" NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"forwarded_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "request_stage_key" PRIMARY KEY("request_id","stage")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "previous_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_package_id_access_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_catalog_id_catalog_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalog"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_policy_id_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policy"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_grant" ADD CONSTRAINT "assignment_grant_assignment_id_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_grant" ADD CONSTRAINT "assignment_grant_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_grant" ADD CONSTRAINT "assignment_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_grant" ADD CONSTRAINT "directory_grant_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_grant" ADD CONSTRAINT "directory_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approver_reminder" ADD CONSTRAINT "approver_reminder_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approver_reminder" ADD CONSTRAINT "approver_reminder_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_package_id_access_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_catalog_id_catalog_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalog"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_policy_id_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policy"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_requestor_id_person_id_fk" FOREIGN KEY ("requestor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_submitted_by_person_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_assignment_id_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_repeats_request_id_fk" FOREIGN KEY ("repeats") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_approver" ADD CONSTRAINT "request_approver_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stage" ADD CONSTRAINT "request_stage_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_stage" ADD CONSTRAINT "request_stage_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assignment_one_live" ON "assignment" USING btree ("package_id","person_id") WHERE "assignment"."state" <> 'expired';--> statement-breakpoint
CREATE INDEX "assignment_ends" ON "assignment" USING btree ("ends_at") WHERE "assignment"."state" <> 'expired';--> statement-breakpoint
CREATE INDEX "assignment_prompt" ON "assignment" USING btree ("prompt_at") WHERE "assignment"."prompt_at" is not null;--> statement-breakpoint
CREATE INDEX "assignment_retry" ON "assignment" USING btree ("retry_at") WHERE "assignment"."retry_at" is not null;--> statement-breakpoint
CREATE INDEX "assignment_person" ON "assignment" USING btree ("person_id","starts_at");--> statement-breakpoint
CREATE INDEX "assignment_package" ON "assignment" USING btree ("package_id","starts_at");--> statement-breakpoint
CREATE INDEX "assignment_grant_holder" ON "assignment_grant" USING btree ("person_id","resource_id","role");--> statement-breakpoint
CREATE INDEX "directory_grant_person" ON "directory_grant" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "approver_reminder_due" ON "approver_reminder" USING btree ("due_at") WHERE "approver_reminder"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "approver_reminder_request" ON "approver_reminder" USING btree ("request_id","stage");--> statement-breakpoint
CREATE UNIQUE INDEX "request_one_open" ON "request" USING btree ("package_id","requestor_id") WHERE "request"."state" in ('submitted', 'pendingApproval', 'scheduled');--> statement-breakpoint
CREATE INDEX "request_due" ON "request" USING btree ("due_at") WHERE "request"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "request_forward" ON "request" USING btree ("forward_at") WHERE "request"."forward_at" is not null;--> statement-breakpoint
CREATE INDEX "request_requestor" ON "request" USING btree ("requestor_id","created_at");--> statement-breakpoint
CREATE INDEX "request_package" ON "request" USING btree ("package_id","created_at");--> statement-breakpoint
CREATE INDEX "request_assignment" ON "request" USING btree ("assignment_id");--> statement-breakpoint
CREATE INDEX "request_pending" ON "request" USING btree ("id") WHERE "request"."state" = 'pendingApproval';--> statement-breakpoint
CREATE INDEX "request_approver_subject" ON "request_approver" USING btree ("kind","subject_id");