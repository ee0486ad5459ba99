/** Runs at the end of the installation, so that the first start is quick. Without it the first start does this work. */
import { makeEmbeddedTemplate } from "../src/ops/make-embedded-template.ts";

await makeEmbeddedTemplate().catch((error: unknown) => {
  console.error("The embedded database was not made ahead of time; the first start will take longer.", error);
});
