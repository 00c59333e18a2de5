import type { AppSdk } from "./sdk-context.tsx";

type UnsignedRequest = Parameters<AppSdk["cma"]["appSignedRequest"]["create"]>[1];

/** Contentful would not sign a request: the app is not installed here, or has no signing secret. */
export class SigningError extends Error {
  override readonly name = "SigningError";
}

type Method = UnsignedRequest["method"];
const METHODS: readonly Method[] = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"];

/**
 * A `fetch` whose requests carry a signature of Contentful's, so that whoever shares the app's signing secret knows
 * which user in which space has sent them. A signature ends after seconds, so each request and each repetition of it
 * is signed anew; that costs one call of the management API.
 */
export function createSignedFetch({ cma, ids }: Pick<AppSdk, "cma" | "ids">): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = METHODS.find((known) => known === (init.method ?? "GET"));
    if (method === undefined) throw new TypeError(`${init.method} cannot be signed`);
    const body = typeof init.body === "string" ? { body: init.body } : {};
    const signature = await sign({ cma, ids }, { method, path: url.pathname + url.search, ...body });
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...signature };
    return globalThis.fetch(url, { ...init, headers });
  };
}

async function sign({ cma, ids }: Pick<AppSdk, "cma" | "ids">, request: UnsignedRequest) {
  if (ids.app === undefined) throw new SigningError("This is not running as an app of Contentful.");
  try {
    const { additionalHeaders } = await cma.appSignedRequest.create({ appDefinitionId: ids.app }, request);
    return additionalHeaders;
  } catch (error) {
    throw new SigningError(
      "Contentful did not sign the request. Is the app installed here, and does its definition have a signing secret?",
      { cause: error },
    );
  }
}
