CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."catalog_role" AS ENUM('owner', 'packageManager', 'assignmentManager', 'reader');--> statement-breakpoint
CREATE TYPE "public"."catalog_type" AS ENUM('serviceDefault', 'userManaged');--> statement-breakpoint
CREATE TYPE "public"."draft_step" AS ENUM('basics', 'resourceRoles', 'policy', 'review');--> statement-breakpoint
CREATE TYPE "public"."policy_subject_kind" AS ENUM('person', 'group', 'organization');--> statement-breakpoint
CREATE TYPE "public"."requestor_scope" AS ENUM('specificDirectoryUsers', 'allMemberUsers', 'allDirectoryUsers', 'specificConnectedOrganizationUsers', 'allConfiguredConnectedOrganizationUsers', 'allExternalUsers', 'notSpecified');--> statement-breakpoint
CREATE TYPE "public"."directory_state" AS ENUM('absent', 'present', 'gone');--> statement-breakpoint
CREATE TYPE "public"."organization_state" AS ENUM('configured', 'proposed');--> statement-breakpoint
CREATE TYPE "public"."slack_state" AS ENUM('absent', 'active', 'deactivated');--> statement-breakpoint
CREATE TYPE "public"."resource_type" AS ENUM('group', 'application', 'site');--> statement-breakpoint
CREATE TABLE "catalog" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"type" "catalog_type" DEFAULT 'userManaged' NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"description" text NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"is_enabled_for_external_users" boolean DEFAULT true NOT NULL,
	"approvals_channel" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "catalog_name" UNIQUE("name_key")
);
--> statement-breakpoint
CREATE TABLE "catalog_member" (
	"catalog_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" "catalog_role" NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "catalog_member_key" PRIMARY KEY("catalog_id","person_id","role")
);
--> statement-breakpoint
CREATE TABLE "catalog_resource" (
	"catalog_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "catalog_resource_key" PRIMARY KEY("catalog_id","resource_id")
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" uuid NOT NULL,
	"step" "draft_step" NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"package_id" uuid,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	"catalog_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "message_ledger" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"channel" text,
	"ts" text,
	"shown" text,
	"failure" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_ledger_one_each" UNIQUE("kind","entity_id","recipient")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"job" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"relayed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "access_package" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"catalog_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"description" text NOT NULL,
	"is_hidden" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_package_name_in_catalog" UNIQUE("catalog_id","name_key")
);
--> statement-breakpoint
CREATE TABLE "package_resource_role" (
	"package_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"role" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "package_resource_role_key" PRIMARY KEY("package_id","resource_id","role")
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"package_id" uuid NOT NULL,
	"name" text NOT NULL,
	"scope" "requestor_scope" NOT NULL,
	"is_enabled" boolean NOT NULL,
	"settings" jsonb NOT NULL,
	"position" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_subject" (
	"policy_id" uuid NOT NULL,
	"kind" "policy_subject_kind" NOT NULL,
	"subject_id" uuid NOT NULL,
	CONSTRAINT "policy_subject_key" PRIMARY KEY("policy_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "connected_organization" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"domains" text[] NOT NULL,
	"state" "organization_state" NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "connected_organization_key" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "group_member" (
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "group_member_key" PRIMARY KEY("group_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text,
	"slack_user_id" text,
	"name" text NOT NULL,
	"directory_state" "directory_state" DEFAULT 'absent' NOT NULL,
	"slack_state" "slack_state" DEFAULT 'absent' NOT NULL,
	"is_guest" boolean DEFAULT false NOT NULL,
	"time_zone" text,
	"manager_id" uuid,
	"organization_id" uuid,
	CONSTRAINT "person_email" UNIQUE("email"),
	CONSTRAINT "person_slack_user" UNIQUE("slack_user_id")
);
--> statement-breakpoint
CREATE TABLE "resource" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"type" "resource_type" NOT NULL,
	"origin_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"roles" text[] NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "resource_origin" UNIQUE("type","origin_id")
);
--> statement-breakpoint
CREATE TABLE "resource_owner" (
	"resource_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "resource_owner_key" PRIMARY KEY("resource_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "catalog_member" ADD CONSTRAINT "catalog_member_catalog_id_catalog_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalog"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_member" ADD CONSTRAINT "catalog_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_resource" ADD CONSTRAINT "catalog_resource_catalog_id_catalog_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalog"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_resource" ADD CONSTRAINT "catalog_resource_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_package_id_access_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_package" ADD CONSTRAINT "access_package_catalog_id_catalog_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalog"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_package" ADD CONSTRAINT "access_package_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_resource_role" ADD CONSTRAINT "package_resource_role_package_id_access_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_resource_role" ADD CONSTRAINT "package_resource_role_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy" ADD CONSTRAINT "policy_package_id_access_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_subject" ADD CONSTRAINT "policy_subject_policy_id_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_manager_id_person_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_organization_id_connected_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."connected_organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_owner" ADD CONSTRAINT "resource_owner_resource_id_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_owner" ADD CONSTRAINT "resource_owner_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "catalog_only_one_general" ON "catalog" USING btree ("type") WHERE "catalog"."type" = 'serviceDefault';--> statement-breakpoint
CREATE INDEX "catalog_name_prefix" ON "catalog" USING btree ("name_key","id");--> statement-breakpoint
CREATE INDEX "catalog_name_trigram" ON "catalog" USING gin ("name_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "catalog_member_person" ON "catalog_member" USING btree ("person_id","catalog_id");--> statement-breakpoint
CREATE INDEX "catalog_resource_resource" ON "catalog_resource" USING btree ("resource_id");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_one_open_per_person" ON "draft" USING btree ("owner_id") WHERE "draft"."package_id" is null;--> statement-breakpoint
CREATE INDEX "audit_target" ON "audit" USING btree ("target_kind","target_id","id");--> statement-breakpoint
CREATE INDEX "audit_catalog" ON "audit" USING btree ("catalog_id","id");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("created_at") WHERE "outbox"."relayed_at" is null;--> statement-breakpoint
CREATE INDEX "access_package_name_prefix" ON "access_package" USING btree ("name_key","id");--> statement-breakpoint
CREATE INDEX "access_package_name_trigram" ON "access_package" USING gin ("name_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "package_resource_role_resource" ON "package_resource_role" USING btree ("resource_id");--> statement-breakpoint
CREATE INDEX "policy_package" ON "policy" USING btree ("package_id");--> statement-breakpoint
CREATE INDEX "policy_subject_subject" ON "policy_subject" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "group_member_person" ON "group_member" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "person_organization" ON "person" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "resource_type_name" ON "resource" USING btree ("type","name_key","id");--> statement-breakpoint
CREATE INDEX "resource_name_trigram" ON "resource" USING gin ("name_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "resource_owner_person" ON "resource_owner" USING btree ("person_id");--> statement-breakpoint
INSERT INTO "catalog" ("id", "type", "name", "name_key", "description", "created_at")
VALUES ('00000000-0000-4000-8000-000000000001', 'serviceDefault', 'General', 'general', 'The catalog for packages that belong nowhere else.', now())
ON CONFLICT DO NOTHING;--> statement-breakpoint
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
--> statement-breakpoint
CREATE FUNCTION "package_keeps_its_catalog"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an access package cannot be moved to another catalog';
END $$;--> statement-breakpoint
CREATE TRIGGER "package_stays_in_its_catalog" BEFORE UPDATE OF "catalog_id" ON "access_package"
FOR EACH ROW WHEN (OLD."catalog_id" IS DISTINCT FROM NEW."catalog_id") EXECUTE FUNCTION "package_keeps_its_catalog"();
