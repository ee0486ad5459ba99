CREATE TYPE "public"."incompatible_kind" AS ENUM('package', 'group');--> statement-breakpoint
CREATE TYPE "public"."retired_kind" AS ENUM('package', 'catalog');--> statement-breakpoint
CREATE TABLE "incompatible" (
	"package_id" uuid NOT NULL,
	"kind" "incompatible_kind" NOT NULL,
	"subject_id" uuid NOT NULL,
	CONSTRAINT "incompatible_key" PRIMARY KEY("package_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "retired" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "retired_kind" NOT NULL,
	"name" text NOT NULL,
	"catalog_id" uuid,
	"deleted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "assignment" DROP CONSTRAINT "assignment_package_id_access_package_id_fk";
--> statement-breakpoint
ALTER TABLE "assignment" DROP CONSTRAINT "assignment_catalog_id_catalog_id_fk";
--> statement-breakpoint
ALTER TABLE "draft" DROP CONSTRAINT "draft_package_id_access_package_id_fk";
--> statement-breakpoint
ALTER TABLE "request" DROP CONSTRAINT "request_package_id_access_package_id_fk";
--> statement-breakpoint
ALTER TABLE "request" DROP CONSTRAINT "request_catalog_id_catalog_id_fk";
--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "answers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "incompatible" ADD CONSTRAINT "incompatible_package_id_access_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."access_package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incompatible_subject" ON "incompatible" USING btree ("kind","subject_id");