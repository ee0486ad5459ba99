/** The ids by which Slack's deliveries find the wizard's listeners. */
export const CALLBACK = {
  resume: "create-package.resume",
  basics: "create-package.basics",
  newCatalog: "create-package.new-catalog",
  resourceRoles: "create-package.resource-roles",
  selectResources: "create-package.select-resources",
  policy: "create-package.policy",
  review: "create-package.review",
  created: "create-package.created",
  share: "create-package.share",
} as const;

export const ACTION = {
  openFromButton: "create-package.open",
  resume: "create-package.do-resume",
  startOver: "create-package.start-over",
  back: "create-package.back",
  edit: "create-package.edit",
  newCatalog: "create-package.new-catalog",
  pick: "create-package.pick",
  onlySee: "create-package.only-see",
  reshape: "create-package.reshape",
  share: "create-package.share",
  chooseCatalog: "create-package.choose-catalog",
  chooseResources: "create-package.choose-resources",
  chooseRole: "create-package.choose-role",
  chooseGroups: "choose-groups",
  chooseOrganizations: "choose-organizations",
} as const;

export const SHORTCUT = "new-access-package";
