/** A path with a query; absent members are left out, lists become `a,b`. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>,
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return `${path}?${parameters}`;
}
