import { type Client, createClient } from "@assetql/client";

export interface HubOptions {
  readonly url: string;
  /** An operator's. */
  readonly apiKey: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** The hub as it is seen from here. */
export interface HubDoor {
  /** With the operator's key: makes workspaces, erases them, and takes the connector's work. */
  readonly operator: Client;
  /** With a key of a workspace. `onRefused` is told when the hub does not know it any more. */
  client(apiKey: string, onRefused?: () => void): Client;
  /** Ends every call. */
  close(): void;
}

/** Somebody waits for the answer: after some 3 s it is said that the hub does not answer. */
const VISITOR_RETRIES = 3;

export function openHub({ url: baseUrl, apiKey, fetch = globalThis.fetch }: HubOptions): HubDoor {
  const ending = new AbortController();
  const { signal } = ending;
  const base = {
    baseUrl,
    signal,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  };
  return {
    operator: createClient({ ...base, apiKey }),
    client: (key, onRefused) =>
      createClient({
        ...base,
        apiKey: key,
        retries: VISITOR_RETRIES,
        async fetch(input, init) {
          const response = await fetch(input, init);
          if (response.status === 401) onRefused?.();
          return response;
        },
      }),
    close: () => ending.abort(),
  };
}
