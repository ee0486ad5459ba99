CREATE INDEX "assignment_policy" ON "assignment" USING btree ("policy_id");--> statement-breakpoint
CREATE INDEX "request_policy" ON "request" USING btree ("policy_id");