/** The domain of an e-mail address and every domain above it, most specific first: a.b.example, b.example, example. */
export function domainsOf(email: string): string[] {
  const labels = email.slice(email.lastIndexOf("@") + 1).split(".");
  return labels.map((_, from) => labels.slice(from).join("."));
}

/** The organization that claims the e-mail's domain, or the closest domain above it. */
export function homeOrganization<Organization>(
  email: string,
  byDomain: ReadonlyMap<string, Organization>,
): Organization | undefined {
  const claimed = domainsOf(email).find((domain) => byDomain.has(domain));
  return claimed === undefined ? undefined : byDomain.get(claimed);
}
