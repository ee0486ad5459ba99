ALTER TABLE "access_package" ADD COLUMN "enabled_scopes" "requestor_scope"[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE "access_package" SET "enabled_scopes" = array(SELECT "scope" FROM "policy" WHERE "package_id" = "access_package"."id" AND "is_enabled");
