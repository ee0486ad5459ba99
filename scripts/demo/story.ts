/** The main job, person by person, with the sandbox's ready-made people, directory and catalogs. */
import { REQUESTS } from "./requests.ts";
import { Teller } from "./teller.ts";
import type { Part } from "./teller.ts";

/** Packages are created, and then asked for. */
export const STORY: readonly Part[] = [
  administrator,
  catalogCreator,
  catalogOwner,
  packageManager,
  requestor,
  ...REQUESTS,
];

async function administrator(url: string): Promise<void> {
  const ada = await Teller.introduce(url, "Ada", "makes a package in the General catalog and shares it");
  await ada.types("/access new");
  await ada.isAt("Basics");
  await ada.fills("Display name", "Finance starter");
  await ada.clicks("Next");
  await ada.isTold({ Description: /./ });
  await ada.fills("Description", "What everybody in finance needs on the first day");
  await ada.clicks("Next");
  await ada.isAt("Resource roles");
  await ada.clicks("Groups");
  await ada.isAt("Select groups");
  await ada.picks("Groups", ["Finance team"]);
  await ada.clicks("Select");
  await ada.clicks("Applications");
  await ada.picks("Applications", ["Payroll"]);
  await ada.clicks("Select");
  await ada.chooses("Finance team · Group", "Member");
  await ada.chooses("Payroll · Application", "Payroll officer");
  await ada.clicks("Next");
  await ada.isAt("Policy");
  await ada.picks("Users", ["Rosa Parks", "Tim Lee"]);
  await ada.chooses("Approver", "Manager as approver");
  await ada.picks("Fallback approvers", ["Alan Turing"]);
  await ada.fills("Assignments expire after", "4000");
  await ada.clicks("Next");
  await ada.isTold({ "Assignments expire after": /1 to 3,660/ });
  await ada.fills("Assignments expire after", "180");
  await ada.clicks("Next");
  await ada.isAt("Review + create");
  await ada.clicks("Create");
  await ada.isAt("Access package created");
  await ada.clicks("Share");
  await ada.chooses("Channel", "#general");
  await ada.clicks("Share");
  await ada.closes();
  await ada.gets("the card is in the channel", /in #general:\nFinance starter\n/);
  await ada.types("/access find finance");
  await ada.sees("the package is in the list", /Finance starter/);
}

async function catalogCreator(url: string): Promise<void> {
  const carl = await Teller.introduce(url, "Carl", "makes a package and the catalog for it at once");
  await carl.types("/access new");
  await carl.fills("Display name", "Field sales");
  await carl.fills("Description", "For whoever visits customers");
  await carl.clicks("Create new");
  await carl.isAt("New catalog");
  await carl.fills("Name", "marketing");
  await carl.fills("Description", "All that sales needs");
  await carl.clicks("Create");
  await carl.isTold({ Name: /already a catalog/ });
  await carl.fills("Name", "Sales");
  await carl.clicks("Create");
  await carl.isAt("Basics");
  await carl.clicks("Next");
  await carl.clicks("Groups");
  await carl.isOffered("Groups", ["Account managers", "Fabrikam partners", "Sales team"]);
  await carl.picks("Groups", ["Sales team"]);
  await carl.clicks("Select");
  await carl.chooses("Sales team · Group", "Member");
  await carl.clicks("SharePoint sites");
  await carl.picks("SharePoint sites", ["Sales room"]);
  await carl.clicks("Select");
  await carl.clicks("Next");
  await carl.isTold({ "Sales room · SharePoint site": /./ });
  await carl.chooses("Sales room · SharePoint site", "Members");
  await carl.clicks("Next");
  await carl.chooses("Create first policy", "Later");
  await carl.clicks("Next");
  await carl.isAt("Review + create");
  await carl.sees("Review warns that there is no policy", /There is no policy/);
  await carl.clicks("Create");
  await carl.isAt("Access package created");
  await carl.closes();
  await carl.types("/access catalogs");
  await carl.sees("the catalog is there, and Carl owns it", /Sales\n?.*Catalog owner/s);
}

async function catalogOwner(url: string): Promise<void> {
  const olivia = await Teller.introduce(url, "Olivia", "takes a group of hers into the catalog");
  await olivia.types("/access new");
  await olivia.isOffered("Catalog", ["Marketing"]);
  await olivia.fills("Display name", "Press desk");
  await olivia.fills("Description", "For whoever speaks with journalists");
  await olivia.chooses("Catalog", "Marketing");
  await olivia.clicks("Next");
  await olivia.clicks("Groups");
  await olivia.isOffered("Groups", ["Brand guardians", "Campaign planners", "Marketing team", "Press contacts"]);
  await olivia.ticks("Only see");
  await olivia.isOffered("Groups", ["Campaign planners", "Marketing team"]);
  await olivia.unticks("Only see");
  await olivia.picks("Groups", ["Press contacts"]);
  await olivia.clicks("Select");
  await olivia.chooses("Press contacts · Group", "Member");
  await olivia.clicks("Next");
  await olivia.chooses("Scope", "All members (excluding guests)");
  await olivia.chooses("Approver", "Catalog owners");
  await olivia.clicks("Next");
  await olivia.isAt("Review + create");
  await olivia.clicks("Create");
  await olivia.isAt("Access package created");
  await olivia.closes();
}

async function packageManager(url: string): Promise<void> {
  const max = await Teller.introduce(url, "Max", "works with what the catalog holds");
  await max.types("/access new");
  await max.doesNotSee("there is no button to create a catalog", /\[Create new\]/);
  await max.fills("Display name", "Newsletter");
  await max.fills("Description", "Writes to our customers");
  await max.chooses("Catalog", "Marketing");
  await max.clicks("Next");
  await max.clicks("Groups");
  await max.doesNotSee("there is nothing to narrow", /Only see/);
  await max.isOffered("Groups", ["Campaign planners", "Marketing team", "Press contacts"]);
  await max.picks("Groups", ["Press contacts"]);
  await max.clicks("Select");
  await max.chooses("Press contacts · Group", "Owner");
  await max.clicks("Next");
  await max.chooses("Users who can request access", "None (administrator direct assignments only)");
  await max.clicks("Next");
  await max.clicks("Create");
  await max.isAt("Access package created");
  await max.closes();
}

async function requestor(url: string): Promise<void> {
  const rosa = await Teller.introduce(url, "Rosa", "may create nothing, and finds what she may ask for");
  await rosa.types("/access new");
  await rosa.sees("she is told whom to ask", /may not create access packages.*Ada Lovelace/s);
  await rosa.types("/access find");
  await rosa.sees("she finds what she may ask for, and no more", /Finance starter.*Press desk/s);
  await rosa.doesNotSee("what is assigned directly stays hidden", /Newsletter|Field sales/);
  await rosa.opensHome();
  await rosa.doesNotSee("Home has no button for a new package", /\[New access package\]/);
}
