ALTER TABLE "message_ledger" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "message_ledger_entity" ON "message_ledger" USING btree ("entity_id");--> statement-breakpoint
CREATE INDEX "message_ledger_channel" ON "message_ledger" USING btree ("recipient","updated_at") WHERE "message_ledger"."recipient" like 'channel:%';