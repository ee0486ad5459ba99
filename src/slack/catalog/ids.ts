export const ACTION = {
  list: "catalog.list",
  more: "catalog.more",
  manage: "catalog.manage",
  new: "catalog.new",
  delete: "catalog.delete",
  addResources: "catalog.add-resources",
  removeResource: "catalog.remove-resource",
  resources: "catalog.resources",
  packages: "catalog.packages",
  managePackage: "catalog.manage-package",
  chooseGroups: "catalog.choose-groups",
  chooseResources: "catalog.choose-resources",
} as const;

export const CALLBACK = {
  manage: "catalog.manage",
  new: "catalog.new",
  addResources: "catalog.add-resources",
  resources: "catalog.resources",
  packages: "catalog.packages",
} as const;
