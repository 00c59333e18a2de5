import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

// A CommonJS module whose names Node cannot see.
const { IPv4, IPv6, parse } = ipaddr;

type Address = ReturnType<typeof parse>;

/** What IPv6 hosts of the internet have: RFC 4291 section 2.4 and IANA's registry of allocated space. */
const GLOBAL_UNICAST = parseNetwork("2000::/3");
/** RFC 4291 section 2.5.5.2: an IPv4 address in the words of IPv6; the system connects by IPv4. */
const MAPPED = parseNetwork("::ffff:0:0/96");
/** RFC 6052: the translator of the own network sends on to the IPv4 address in the last four bytes. */
const NAT64 = parseNetwork("64:ff9b::/96");

/** The address in question: IPv6 ones that only carry an IPv4 address count as that. Throws for text that is none. */
export function readAddress(text: string): Address {
  const address = parse(text.replace(/^\[|\]$/g, ""));
  return address instanceof IPv6 && (isWithin(address, MAPPED) || isWithin(address, NAT64))
    ? parse(address.toByteArray().slice(12).join("."))
    : address;
}

/**
 * Whether it is one of the internet's ordinary addresses. Everything with a special meaning is not: this host,
 * private, shared (CGNAT), link-local (metadata services of clouds), multicast, reserved, documentation, benchmarks.
 * Nor are the old ways to carry IPv4 inside IPv6 (compatible, translated, 6to4, Teredo), whatever is inside: nobody
 * serves there any more, and a router may still send them on to a private address.
 */
export const isPublic = (address: Address): boolean =>
  address.range() === "unicast" && (address.kind() === "ipv4" || isWithin(address, GLOBAL_UNICAST));

export interface Network {
  readonly address: Address;
  readonly bits: number;
}

export function isWithin(address: Address, { address: base, bits }: Network): boolean {
  if (address instanceof IPv4 && base instanceof IPv4) return address.match(base, bits);
  return address instanceof IPv6 && base instanceof IPv6 && address.match(base, bits);
}

/** Reads `10.0.0.0/8`, `fd00::/8` or one address. Throws for anything else. */
export function parseNetwork(text: string): Network {
  const [base = "", bits, ...rest] = text.split("/");
  const address = isIP(base) !== 0 ? parse(base) : undefined;
  const most = address?.kind() === "ipv6" ? 128 : 32;
  const size = bits === undefined ? most : Number(bits);
  if (
    address === undefined ||
    rest.length > 0 ||
    bits === "" ||
    !(size >= 0 && size <= most && size % 1 === 0)
  ) {
    throw new RangeError(`${text} is no network`);
  }
  return { address, bits: size };
}
