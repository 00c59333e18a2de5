import { ADMIN } from "./place.js";

const waiting = new Map();
const listeners = new Map();
let calls = 0;

/** Asks Shopify admin; what cannot be cloned is the caller's mistake. */
export function call(method, ...args) {
  calls += 1;
  const id = calls;
  const { promise, resolve, reject } = Promise.withResolvers();
  waiting.set(id, { resolve, reject });
  window.top.postMessage({ appBridge: "call", id, method, args }, ADMIN);
  return promise;
}

/** Tells Shopify admin something that needs no answer. */
export function tell(method, ...args) {
  call(method, ...args).catch((error) => console.error(error));
}

/** Of one thing that Shopify admin tells the app. */
export function listen(name, listener) {
  listeners.set(name, listener);
}

export function openChannel() {
  addEventListener("message", ({ origin, data }) => {
    if (origin !== ADMIN || typeof data !== "object" || data === null) return;
    if (data.appBridge === "event") listeners.get(data.name)?.(data.detail);
    if (data.appBridge !== "answer") return;
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error === undefined) call?.resolve(data.result);
    else call?.reject(new Error(data.error));
  });
}
