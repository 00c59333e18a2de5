/** Below the service's address; what follows is the path of the hub's own link. */
export const FILES_PATH = "/contentful/app/files/";

/**
 * An answer of the hub with its signed links to files leading through the service: the hub may be where browsers
 * cannot reach it, and pages that came over HTTPS show nothing from plain HTTP. Links elsewhere, to a cloud's storage
 * say, stay as they are.
 */
export function relayLinks(value: unknown, publicUrl: string): unknown {
  if (typeof value === "string") return relayedLink(value, publicUrl);
  if (Array.isArray(value)) return value.map((member: unknown) => relayLinks(member, publicUrl));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, relayLinks(member, publicUrl)]),
  );
}

function relayedLink(text: string, publicUrl: string): string {
  if (!/^https?:\/\//.test(text)) return text;
  const url = URL.parse(text);
  const at = url?.pathname.indexOf("/files/") ?? -1;
  const isSigned = url?.searchParams.has("signature") === true && url.searchParams.get("method") === "GET";
  if (url === null || at < 0 || !isSigned) return text;
  return `${publicUrl}${FILES_PATH}${url.pathname.slice(at + "/files/".length)}${url.search}`;
}
