/** How what must not be logged looks: Shopify's tokens and secrets, session tokens, keys of the hub. */
const secrets: readonly RegExp[] = [
  /\bshp(?:at|ua|rt|ss|ca)_\w+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\b(?:id_token|access_token|refresh_token|hmac|session)=[^&\s"]+/g,
  /\baql_[\w-]{20,}/g,
];

/** Secrets, tokens and people's names that a log has; each as it stands there, and no token whole. */
export function leaksIn(log: string, names: readonly string[]): string[] {
  const found = secrets.flatMap((pattern) => log.match(pattern) ?? []).map((text) => `${text.slice(0, 16)}…`);
  return [...new Set([...found, ...names.filter((name) => name !== "" && log.includes(name))])];
}
