ALTER TYPE "public"."request_type" ADD VALUE 'onBehalfAdd';--> statement-breakpoint
CREATE INDEX "policy_on_behalf" ON "policy" USING btree ("package_id") WHERE "policy"."settings" @> '{"isOnBehalfAllowed": true}';--> statement-breakpoint
CREATE INDEX "person_manager" ON "person" USING btree ("manager_id");--> statement-breakpoint
CREATE INDEX "request_submitter" ON "request" USING btree ("submitted_by","created_at") WHERE "request"."submitted_by" <> "request"."requestor_id";