CREATE TABLE "catalog_group" (
	"catalog_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"role" "catalog_role" NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "catalog_group_key" PRIMARY KEY("catalog_id","group_id","role")
);
--> statement-breakpoint
CREATE TABLE "home_tab" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"promised_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "slack_group" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slack_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"handle" text NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "slack_group_slack_id" UNIQUE("slack_id")
);
--> statement-breakpoint
CREATE TABLE "slack_group_member" (
	"group_id" uuid NOT NULL,
	"slack_user_id" text NOT NULL,
	CONSTRAINT "slack_group_member_key" PRIMARY KEY("group_id","slack_user_id")
);
--> statement-breakpoint
ALTER TABLE "catalog_group" ADD CONSTRAINT "catalog_group_catalog_id_catalog_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalog"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_group" ADD CONSTRAINT "catalog_group_group_id_slack_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."slack_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_tab" ADD CONSTRAINT "home_tab_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_group_member" ADD CONSTRAINT "slack_group_member_group_id_slack_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."slack_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalog_group_group" ON "catalog_group" USING btree ("group_id","catalog_id");--> statement-breakpoint
CREATE INDEX "slack_group_name_prefix" ON "slack_group" USING btree ("name_key","id");--> statement-breakpoint
CREATE INDEX "slack_group_name_trigram" ON "slack_group" USING gin ("name_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "slack_group_member_user" ON "slack_group_member" USING btree ("slack_user_id");--> statement-breakpoint
CREATE VIEW "public"."catalog_staff" AS ((select "catalog_id", "person_id", "role" from "catalog_member") union all (select "catalog_group"."catalog_id", "person"."id", "catalog_group"."role" from "catalog_group" inner join "slack_group_member" on "slack_group_member"."group_id" = "catalog_group"."group_id" inner join "person" on "person"."slack_user_id" = "slack_group_member"."slack_user_id"));