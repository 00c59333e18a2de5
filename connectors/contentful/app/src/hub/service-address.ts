/** Where the sync service answers this app, under the address a person has given. */
export const serviceAddress = (syncService: string): string =>
  `${syncService.trim().replace(/\/+$/, "")}/contentful/app`;

/** What is wrong with a sync service's address, in words; undefined if nothing is. */
export function problemOfAddress(text: string): string | undefined {
  const address = text.trim();
  if (address === "") return "Give the address of your sync service, as in https://sync.example.com.";
  if (!URL.canParse(address)) return "This is not an address. It should look like https://sync.example.com.";
  const { protocol, hostname, search, hash } = new URL(address);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1";
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) {
    return "The address has to begin with https://, or browsers will not reach it from Contentful.";
  }
  return search === "" && hash === "" ? undefined : "Leave out what follows the ? or the # of the address.";
}
