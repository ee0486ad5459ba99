// @ts-check
/** Starts the page: `#PERSON/PLACE` in the address says who acts and where, so that a reload stays there. */
import { Shell } from "./shell.js";
import { Workspace } from "./workspace.js";
import { fetchPeople } from "./workspace-api.js";

const workspace = new Workspace();
const shell = new Shell(workspace);
document.querySelector("#workspace")?.replaceWith(shell.node);

function fromAddress() {
  const [person = "", open = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { person, open };
}

workspace.subscribe(() => {
  shell.update();
  const address = `#${workspace.person}/${workspace.open}`;
  if (workspace.screen && location.hash !== address) history.replaceState(null, "", address);
});

window.addEventListener("hashchange", () => {
  const { person, open } = fromAddress();
  if (person !== "" && person !== workspace.person) void workspace.actAs(person, open);
  else if (open !== "" && open !== workspace.open) workspace.go(open);
});

try {
  const people = await fetchPeople();
  const { person, open } = fromAddress();
  const known = people.find(({ id }) => id === person) ?? people.find(({ deactivated }) => !deactivated);
  if (known) await workspace.actAs(known.id, open);
} catch {
  workspace.notices.tell("The sandbox cannot be reached. Is it still running?");
}
