ALTER TABLE "retired" ADD COLUMN "name_key" text collate "C";--> statement-breakpoint
UPDATE "retired" SET "name_key" = lower("name");--> statement-breakpoint
ALTER TABLE "retired" ALTER COLUMN "name_key" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "retired_name" ON "retired" USING btree ("kind","name_key");
