ALTER TYPE "public"."assignment_end_reason" ADD VALUE 'ruleLeft';--> statement-breakpoint
ALTER TYPE "public"."request_type" ADD VALUE 'systemAdd';--> statement-breakpoint
CREATE TABLE "automatic_block" (
	"rule_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "automatic_block_key" PRIMARY KEY("rule_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "automatic_rule" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"package_id" uuid NOT NULL,
	"rule" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"evaluate_at" timestamp with time zone,
	"evaluated_to" uuid,
	"evaluated_at" timestamp with time zone,
	CONSTRAINT "automatic_rule_one_for_package" UNIQUE("package_id")
);
--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "rule_id" uuid;--> statement-breakpoint
ALTER TABLE "automatic_block" ADD CONSTRAINT "automatic_block_rule_id_automatic_rule_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."automatic_rule"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automatic_block" ADD CONSTRAINT "automatic_block_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automatic_rule" ADD CONSTRAINT "automatic_rule_package_id_access_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automatic_rule_due" ON "automatic_rule" USING btree ("evaluate_at") WHERE "automatic_rule"."evaluate_at" is not null;--> statement-breakpoint
CREATE INDEX "assignment_rule" ON "assignment" USING btree ("rule_id") WHERE "assignment"."rule_id" is not null and "assignment"."state" <> 'expired';