ALTER TABLE "catalog_resource" DROP CONSTRAINT "catalog_resource_resource_id_resource_id_fk";
--> statement-breakpoint
ALTER TABLE "resource_owner" DROP CONSTRAINT "resource_owner_resource_id_resource_id_fk";
--> statement-breakpoint
DROP INDEX "resource_owner_person";--> statement-breakpoint
DROP INDEX "resource_type_name";--> statement-breakpoint
CREATE UNIQUE INDEX "resource_type_name" ON "resource" USING btree ("type","name_key","id");--> statement-breakpoint
ALTER TABLE "catalog_resource" ADD COLUMN "resource_type" "resource_type";--> statement-breakpoint
ALTER TABLE "catalog_resource" ADD COLUMN "resource_name_key" text collate "C";--> statement-breakpoint
ALTER TABLE "resource_owner" ADD COLUMN "resource_type" "resource_type";--> statement-breakpoint
ALTER TABLE "resource_owner" ADD COLUMN "resource_name_key" text collate "C";--> statement-breakpoint
UPDATE "catalog_resource" SET "resource_type" = "resource"."type", "resource_name_key" = "resource"."name_key"
FROM "resource" WHERE "resource"."id" = "resource_id";--> statement-breakpoint
UPDATE "resource_owner" SET "resource_type" = "resource"."type", "resource_name_key" = "resource"."name_key"
FROM "resource" WHERE "resource"."id" = "resource_id";--> statement-breakpoint
ALTER TABLE "catalog_resource" ALTER COLUMN "resource_type" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "catalog_resource" ALTER COLUMN "resource_name_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "resource_owner" ALTER COLUMN "resource_type" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "resource_owner" ALTER COLUMN "resource_name_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "catalog_resource" ADD CONSTRAINT "catalog_resource_resource_named" FOREIGN KEY ("resource_type","resource_name_key","resource_id") REFERENCES "public"."resource"("type","name_key","id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "resource_owner" ADD CONSTRAINT "resource_owner_resource" FOREIGN KEY ("resource_type","resource_name_key","resource_id") REFERENCES "public"."resource"("type","name_key","id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "catalog_resource_name" ON "catalog_resource" USING btree ("catalog_id","resource_type","resource_name_key","resource_id");--> statement-breakpoint
CREATE INDEX "resource_owner_person_name" ON "resource_owner" USING btree ("person_id","resource_type","resource_name_key","resource_id");
