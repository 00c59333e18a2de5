import { type MockInstance, vi } from "vitest";
import type { FakeShopify } from "../support/shopify/index.ts";

const UPLOADS = "shopify-staged-uploads.storage.googleapis.com";

export interface HeldUploads {
  /** How many uploads wait or have been let through. */
  came(): number;
  /** So many more go on. */
  letThrough(count: number): void;
  /** All that wait go on, and all that come. */
  open(): void;
}

/** From now on no image reaches Shopify until it is let through: so publishing can be looked at in the middle. */
export function holdUploads(shopify: FakeShopify): HeldUploads {
  const waiting: (() => void)[] = [];
  const state = { came: 0, free: 0 };
  const handle = shopify.handle.bind(shopify);
  const spy: MockInstance<FakeShopify["handle"]> = vi.spyOn(shopify, "handle");
  spy.mockImplementation(async (request) => {
    if (new URL(request.url).hostname === UPLOADS) {
      state.came += 1;
      if (state.free > 0) state.free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    }
    return handle(request);
  });
  return {
    came: () => state.came,
    letThrough(count) {
      for (let number = 0; number < count; number += 1) {
        const next = waiting.shift();
        if (next === undefined) state.free += 1;
        else next();
      }
    },
    open() {
      spy.mockRestore();
      for (const go of waiting.splice(0)) go();
    },
  };
}
