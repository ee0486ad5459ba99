import type { Button, HomeView, KnownBlock } from "@slack/types";
import type { Abilities } from "../../app/person/read-abilities.ts";
import { ACTION as CATALOG_ACTION } from "../catalog/ids.ts";
import { ACTION as WIZARD_ACTION } from "../create-package/ids.ts";
import { ACTION as FIND_ACTION } from "../find-packages/ids.ts";
import { actions, button, header, paragraph } from "../kit/block.ts";

/** The Home tab: greets, says what one may do, and has the buttons for it. */
export function homeView({
  name,
  isUserAdministrator,
  mayCreatePackages,
  mayCreateCatalogs,
  hasCatalogs,
}: Abilities): HomeView {
  const abilities = [
    "You can look up access packages with /access find.",
    ...(mayCreatePackages ? ["You may create access packages."] : []),
    ...(mayCreateCatalogs ? ["You may create catalogs, together with an access package."] : []),
    ...(isUserAdministrator
      ? ["As a user administrator you may manage every catalog."]
      : hasCatalogs
        ? ["You hold a role in some catalogs."]
        : []),
  ];
  const buttons: Button[] = [
    ...(mayCreatePackages ? [button("New access package", WIZARD_ACTION.openFromButton, { style: "primary" })] : []),
    button("Find access packages", FIND_ACTION.list),
    ...(hasCatalogs ? [button("My catalogs", CATALOG_ACTION.list)] : []),
  ];
  const blocks: KnownBlock[] = [header(`Hello, ${name}`), paragraph(abilities.join("\n")), actions("home", buttons)];
  return { type: "home", blocks };
}
