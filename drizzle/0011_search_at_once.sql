DROP INDEX "catalog_name_trigram";--> statement-breakpoint
DROP INDEX "access_package_name_trigram";--> statement-breakpoint
DROP INDEX "access_package_enabled_scopes";--> statement-breakpoint
DROP INDEX "resource_name_trigram";--> statement-breakpoint
CREATE INDEX "catalog_name_trigram" ON "catalog" USING gin ("name_key" gin_trgm_ops) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "access_package_name_trigram" ON "access_package" USING gin ("name_key" gin_trgm_ops) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "access_package_enabled_scopes" ON "access_package" USING gin ("enabled_scopes") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "resource_name_trigram" ON "resource" USING gin ("name_key" gin_trgm_ops) WITH (fastupdate=false);