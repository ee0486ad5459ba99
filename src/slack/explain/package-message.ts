import type { KnownBlock } from "@slack/types";
import type { ExplainedPackage } from "../../app/package/explain-package.ts";
import type { Message } from "../command/message.ts";
import { context, header, paragraph, smallPrint } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { outcomeBlocks, whereInWords } from "./policy-outcome.ts";

/** What each policy of a package would do, for all whom it lets ask. */
export function explainedPackageMessage(explained: ExplainedPackage): Message {
  const { name, catalogName, isHidden, policies, more, where } = explained;
  const title = `Dry run: ${name}`;
  const blocks: KnownBlock[] = [
    header(title),
    context(`Catalog: ${catalogName}${isHidden ? " · Hidden: it can be requested, and is not listed" : ""}`),
    smallPrint(`${whereInWords(where)} Of several policies that include somebody, the closest counts.`),
    ...policies.flatMap((policy) => outcomeBlocks(policy.name, policy, explained)),
    ...(more > 0 ? [context(`and ${more} more policies`)] : []),
  ];
  if (policies.length === 0) blocks.push(paragraph("⚠️ No policy: nobody can request it or be assigned to it."));
  return { text: escape(title), blocks };
}
