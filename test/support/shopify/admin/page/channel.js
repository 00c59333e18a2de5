import { settings } from "./element.js";

const methods = new Map();
let frame;

/** Messages of the app, and of windows within it; everybody else is not heard. */
export function openChannel(iframe) {
  frame = iframe;
  addEventListener("message", async ({ origin, source, data }) => {
    if (origin !== settings.appUrl || data?.appBridge !== "call") return;
    const { id, method, args } = data;
    const answer = (fields) => source?.postMessage({ appBridge: "answer", id, ...fields }, origin);
    try {
      const run = methods.get(method);
      if (run === undefined) throw new Error(`Shopify admin does not know ${method}`);
      answer({ result: await run(...args) });
    } catch (error) {
      answer({ error: String(error instanceof Error ? error.message : error) });
    }
  });
}

export function answerTo(method, run) {
  methods.set(method, run);
}

export function tellApp(name, detail) {
  frame.contentWindow.postMessage({ appBridge: "event", name, detail }, settings.appUrl);
}
