import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { describe, expect, it } from "vitest";
import { NOT_ASKED } from "../problems/problem.ts";
import { contact } from "./contact.ts";
import { steadyLoader } from "./steady-loader.ts";
import { paces, pauseAfter } from "./use-polling.ts";

/** As Remix decodes what a loader threw. */
const answered = (status: number) => ({ status, statusText: "", internal: false, data: { problem: {} } });

function look(loader: ReturnType<typeof steadyLoader>, answer: unknown, address = "/app/batches/1") {
  const args = {
    request: new Request(`https://app.example${address}`),
    params: {},
    serverLoader: () => (answer instanceof Answer ? Promise.resolve(answer.value) : Promise.reject(answer)),
  };
  return loader(args as ClientLoaderFunctionArgs);
}

class Answer {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

describe("a page that goes on showing what it knows", () => {
  it("keeps the last answer while the hub is away or there is no network", async () => {
    const loader = steadyLoader();
    expect(await look(loader, new Answer("first"))).toBe("first");
    expect(await look(loader, answered(503))).toBe("first");
    expect(await look(loader, new TypeError("Failed to fetch"))).toBe("first");
    expect(await look(loader, new Answer("second"))).toBe("second");
    expect(await look(loader, answered(429))).toBe("second");
  });

  it("gives up what will not come back, and mistakes", async () => {
    const loader = steadyLoader();
    await look(loader, new Answer("first"));
    await expect(look(loader, answered(404))).rejects.toMatchObject({ status: 404 });
    await expect(look(loader, new TypeError("x is not a function"))).rejects.toThrow("not a function");
  });

  it("has nothing to show of another page", async () => {
    const loader = steadyLoader();
    await expect(look(loader, answered(503))).rejects.toMatchObject({ status: 503 });
    await look(loader, new Answer("first"));
    await expect(look(loader, answered(503), "/app/batches/2")).rejects.toMatchObject({ status: 503 });
  });

  it("says that nobody was asked after a document that could not be loaded, for which Remix has no answer", async () => {
    const loader = steadyLoader();
    const nothing = await look(loader, new Answer(null)).catch((thrown: unknown) => thrown);
    expect(await (nothing as Response).json()).toMatchObject({ problem: { code: NOT_ASKED } });
    expect(await look(loader, new Answer("first"))).toBe("first");
  });

  it("says whether the hub is busy, and how long it asked to wait", async () => {
    const loader = steadyLoader();
    await look(loader, new Answer("first"));
    expect(contact.now()).toMatchObject({ failures: 0, isBusy: false });
    const busy = { code: "rate-limited", detail: "", retryAfterMs: 12_000 };
    expect(await look(loader, { ...answered(429), data: { problem: busy } })).toBe("first");
    expect(contact.now()).toEqual({ failures: 1, isBusy: true, retryAfterMs: 12_000 });
    expect(await look(loader, answered(503))).toBe("first");
    expect(contact.now()).toEqual({ failures: 2, isBusy: false, retryAfterMs: 0 });
  });

  it("looks every few seconds, and less often after a minute and the longer nobody answers", () => {
    expect([0, 1, 2, 3, 9].map((failures) => pauseAfter({ failures }))).toEqual([
      4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
    expect([14, 15].map((looks) => pauseAfter({ looks }))).toEqual([4_000, 8_000]);
    expect(pauseAfter({ looks: 1 }, paces.overview)).toBe(10_000);
    expect(pauseAfter({ failures: 1, retryAfterMs: 45_000 })).toBe(45_000);
  });
});
