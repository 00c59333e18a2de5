import { call } from "./channel.js";

const RETRY = "X-Shopify-Retry-Invalid-Session-Request";
const AUTHORIZE = "X-Shopify-API-Request-Failure-Reauthorize-Url";

/** Requests to the app's own origin carry a session token, as long as they have no authorization of their own. */
export function patchFetch() {
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const isOwn = new URL(request.url).origin === location.origin;
    if (!isOwn || request.headers.has("Authorization")) return plainFetch(request);
    const send = async () => {
      const signed = new Request(request.clone());
      signed.headers.set("Authorization", `Bearer ${await call("idToken")}`);
      signed.headers.set("X-Requested-With", "XMLHttpRequest");
      return plainFetch(signed);
    };
    let response = await send();
    if (response.headers.has(RETRY)) response = await send();
    const address = response.headers.get(AUTHORIZE);
    if (address !== null) window.open(new URL(address, location.href), "_top");
    return response;
  };
}
