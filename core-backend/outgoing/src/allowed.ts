import { isPublic, isWithin, type Network, parseNetwork, readAddress } from "./address.ts";
import { AllowedNetworkError } from "./errors.ts";

/** What may be connected to: the internet's ordinary addresses, and what was opened explicitly. */
export interface Allowed {
  /** `host` as the URL names it, `address` as it was resolved. */
  has(host: string, address: string): boolean;
}

const HOST = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62}\.?)*$/i;

/**
 * Entries are networks (`10.1.0.0/16`, `fd00::/8`), addresses, or names of hosts, whose addresses then all count as
 * allowed. Throws {@link AllowedNetworkError} for anything else.
 */
export function parseAllowed(entries: readonly string[]): Allowed {
  const networks: Network[] = [];
  const hosts = new Set<string>();
  for (const entry of entries) {
    const network = networkOf(entry);
    if (network !== undefined) networks.push(network);
    else if (HOST.test(entry) && !/^[\d.]+$/.test(entry)) hosts.add(plain(entry));
    else {
      throw new AllowedNetworkError(
        `"${entry}" is no network. Write one such as 10.1.0.0/16, fd00::/8 or 127.0.0.1, or the name of a host.`,
      );
    }
  }
  return {
    has(host, text) {
      if (hosts.has(plain(host))) return true;
      const address = readAddress(text);
      return isPublic(address) || networks.some((network) => isWithin(address, network));
    },
  };
}

/** Names are the same in any case, and with a dot at the end. */
const plain = (host: string): string => host.toLowerCase().replace(/\.$/, "");

function networkOf(entry: string): Network | undefined {
  try {
    return parseNetwork(entry);
  } catch {
    return undefined;
  }
}
