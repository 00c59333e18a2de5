import { lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Agent, type RequestInit, type Response, fetch as undiciFetch } from "undici";
import { type Allowed, parseAllowed } from "./allowed.ts";
import { connectLookup, type Resolve } from "./connect-lookup.ts";
import { ForbiddenAddressError } from "./errors.ts";
import { forbiddenSentence } from "./words.ts";

export type { RequestInit, Response } from "undici";

export interface DoorOptions {
  /** Networks, addresses and hosts that are open although they are not of the internet; see `parseAllowed`. */
  readonly allow: readonly string[];
  /** All addresses of a host; the system's own unless told. */
  readonly lookup?: Resolve;
  /** Milliseconds until a connection must stand; 10,000 unless told. */
  readonly connectTimeoutMs?: number;
}

/** The way out for requests to addresses that people give. */
export interface Door {
  /**
   * Whether a request could be sent there now. Throws {@link ForbiddenAddressError} and `UnknownHostError`. Says
   * nothing of later: `fetch` checks again, and connects to what it checked.
   */
  check(url: string | URL): Promise<void>;
  /**
   * Like the web's `fetch`, except that no redirect is followed: its answer is what is given back. Every address of
   * the host is checked, and the connection goes to a checked one. Throws {@link ForbiddenAddressError},
   * `UnknownHostError`, and what `fetch` throws.
   */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** Throws `AllowedNetworkError` for an entry of `allow` that is none. */
export function createDoor(options: DoorOptions): Door {
  const allowed = parseAllowed(options.allow);
  const resolve = options.lookup ?? ((host) => systemLookup(host, { all: true, verbatim: true }));
  const lookup = connectLookup(allowed, resolve);
  const agent = new Agent({
    connect: { lookup: lookup.forSocket, timeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS },
  });
  return {
    async check(url) {
      const { hostname } = readUrl(url, allowed);
      if (literalOf(hostname) === undefined) await lookup.checked(hostname);
    },
    async fetch(url, init = {}) {
      const checked = readUrl(url, allowed);
      try {
        return await undiciFetch(checked, { ...init, redirect: "manual", dispatcher: agent });
      } catch (error) {
        throw ownReason(error) ?? error;
      }
    },
    close: () => agent.destroy(),
  };
}

/** Checks everything that can be told without asking for addresses. */
function readUrl(given: string | URL, allowed: Allowed): URL {
  const url = URL.parse(String(given));
  if (url === null)
    throw new ForbiddenAddressError("This is no web address. Write one such as https://shop.example/hook.");
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new ForbiddenAddressError(`Addresses start with https:// or http://, not ${url.protocol}//.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new ForbiddenAddressError("Leave the user name and the password out of the address.");
  }
  const literal = literalOf(url.hostname);
  if (literal !== undefined && !allowed.has(url.hostname, literal)) {
    throw new ForbiddenAddressError(forbiddenSentence(url.hostname, literal));
  }
  return url;
}

/** The URL parser has turned every odd notation of IPv4 (decimal, octal, hexadecimal) into the usual one by then. */
function literalOf(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? undefined : bare;
}

/** Ours, from inside of what undici makes of it. */
function ownReason(error: unknown): Error | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    if ("code" in one && (one.code === "address-forbidden" || one.code === "host-unknown")) return one;
  }
  return undefined;
}
