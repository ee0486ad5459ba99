CREATE TABLE "removed_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"requestor_id" uuid NOT NULL,
	"removed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "removed_request" ADD CONSTRAINT "removed_request_requestor_id_person_id_fk" FOREIGN KEY ("requestor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "removed_request_requestor" ON "removed_request" USING btree ("requestor_id");--> statement-breakpoint
CREATE INDEX "request_repeats" ON "request" USING btree ("repeats") WHERE "request"."repeats" is not null;