ALTER TABLE "outbox" ADD COLUMN "done_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "outbox_under_way" ON "outbox" USING btree ("relayed_at") WHERE "outbox"."relayed_at" is not null and "outbox"."done_at" is null;--> statement-breakpoint
-- What was handed over before jobs were noted as done is taken for done.
UPDATE "outbox" SET "done_at" = "relayed_at" WHERE "relayed_at" IS NOT NULL;
