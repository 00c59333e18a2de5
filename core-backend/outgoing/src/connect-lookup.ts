import type { LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { Allowed } from "./allowed.ts";
import { ForbiddenAddressError, UnknownHostError } from "./errors.ts";
import { forbiddenSentence } from "./words.ts";

/** All addresses of a host. Rejects as `dns.lookup` does. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/**
 * Looks a host up and checks every address it has: one bad one refuses the host, since which of several is connected
 * to is left to chance and to whoever answers for the name.
 */
export function connectLookup(allowed: Allowed, resolve: Resolve) {
  const checked = async (host: string): Promise<readonly LookupAddress[]> => {
    const addresses = await resolved(host, resolve);
    for (const { address } of addresses) {
      if (isIP(address) === 0 || !allowed.has(host, address)) {
        throw new ForbiddenAddressError(forbiddenSentence(host, address));
      }
    }
    return addresses;
  };
  /** What a socket asks before it connects: it gets checked addresses and looks nothing up itself. */
  const forSocket: LookupFunction = (host, options, callback) => {
    checked(host).then(
      (all) => {
        const family = options.family === 4 || options.family === 6 ? options.family : undefined;
        const fitting = family === undefined ? [...all] : all.filter((one) => one.family === family);
        const [first] = fitting;
        if (first === undefined) callback(unknown(host), "");
        else if (options.all === true) callback(null, fitting);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, ""),
    );
  };
  return { checked, forSocket };
}

async function resolved(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    throw unknown(host, error);
  }
  throw unknown(host);
}

const unknown = (host: string, cause?: unknown): UnknownHostError =>
  new UnknownHostError(
    `The host ${host} cannot be found. Check how it is written, and that its name is public.`,
    {
      cause,
    },
  );
