import { call, listen, tell } from "./channel.js";
import { modalApi } from "./modal.js";
import { apiKey, isEmbedded, query } from "./place.js";
import { saveBarApi } from "./save-bar.js";

const config = () => ({
  apiKey: apiKey(),
  shop: query.get("shop") ?? undefined,
  host: query.get("host") ?? undefined,
  locale: query.get("locale") ?? "en-US",
});

const toasts = new Map();
let toastCount = 0;

const toast = {
  show(message, { onAction, onDismiss, ...options } = {}) {
    if (typeof message !== "string" || message === "") throw new Error("A toast needs a message");
    toastCount += 1;
    const id = `toast-${toastCount}`;
    toasts.set(id, { onAction, onDismiss });
    tell("toast.show", id, message, options);
    return id;
  },
  hide: (id) => tell("toast.hide", id),
};

/** Shopify gives the list itself, and the same once more as `selection`. */
const withSelection = (list) => (list === undefined ? undefined : Object.assign(list, { selection: list }));

const types = ["product", "variant", "collection"];

async function resourcePicker(options) {
  if (!types.includes(options?.type)) throw new Error(`There is no resource type ${options?.type}`);
  return withSelection(await call("resourcePicker", options));
}

/** What this stand-in does not have fails when it is used, so that nobody relies on it unawares. */
const notHere = (name) =>
  new Proxy(() => undefined, {
    get(_, member) {
      throw new Error(`App Bridge's stand-in has no ${name}.${String(member)}`);
    },
    apply() {
      throw new Error(`App Bridge's stand-in has no ${name}()`);
    },
  });

export const bridgeConfig = config;

export function createApi() {
  listen("toast.action", (id) => toasts.get(id)?.onAction?.());
  listen("toast.dismiss", (id) => toasts.get(id)?.onDismiss?.());
  const missing = ["scanner", "pos", "intents", "picker", "app", "shopifyQL", "tools"];
  return {
    config: config(),
    origin: location.origin,
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: isEmbedded, pos: false, intent: false },
    setSignals() {},
    loading: (isLoading = true) => tell("loading", isLoading !== false),
    idToken: () => call("idToken"),
    user: () => call("user"),
    toast,
    resourcePicker,
    modal: modalApi,
    saveBar: saveBarApi,
    scopes: {
      query: () => call("scopes"),
      request: async () => ({ result: "granted-all", detail: await call("scopes") }),
      revoke: async () => ({ detail: await call("scopes") }),
    },
    webVitals: { onReport: async () => undefined },
    support: { registerHandler: async () => undefined },
    reviews: {
      request: async () => ({
        success: false,
        code: "merchant-ineligible",
        message: "Not for this merchant",
      }),
    },
    ...Object.fromEntries(missing.map((name) => [name, notHere(name)])),
  };
}
