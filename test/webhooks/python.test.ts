import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { rotateWebhook, testWebhook } from "@assetql/core";
import { describe, expect, it } from "vitest";
import { skippedBecause } from "../support/programs.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import type { ReceivedRequest } from "./receiver.ts";
import { batchDeleted, openWebhookHome } from "./webhook-home.ts";

const bin = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";
const python = join(import.meta.dirname, "../../.cache/webhooks-python", bin);
const reason = existsSync(python) ? undefined : "run `node test/webhooks/install-python.mjs` first";

type Key = { readonly secret: string } | { readonly publicKey: string };

/** What the Python libraries make of requests, each with its key. */
function verifiedByPython(received: readonly (readonly [ReceivedRequest, Key])[]): unknown {
  const input = received.map(([{ headers, body }, key]) => ({ headers, body, ...key }));
  const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, "verify.py")], {
    input: JSON.stringify(input),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe.skipIf(skippedBecause("Verification by Python's libraries", reason))("deliveries", () => {
  it("are verified by another implementation of the standard, and by nothing but the right key", async () => {
    const home = await openWebhookHome();
    const [hmac, ed25519] = [await home.receiver(), await home.receiver()];
    const one = await home.register({ url: hmac.url });
    const other = await home.register({ url: ed25519.url, signature: "v1a" });
    await home.announce([batchDeleted(1)]);
    await until(async () => (hmac.requests.length + ed25519.requests.length === 2 ? true : undefined));
    await testWebhook(home.core, owner, one);
    const rotated = await rotateWebhook(home.core, owner, { id: one.id, overlapHours: 1 });
    await testWebhook(home.core, owner, one);
    const changed = await rotateWebhook(home.core, owner, { id: other.id, overlapHours: 1 });
    await testWebhook(home.core, owner, other);

    const [delivery, test, overlapping] = hmac.requests;
    const [asymmetric, overlapping2] = ed25519.requests;
    if (!delivery || !test || !overlapping || !asymmetric || !overlapping2)
      throw new Error("Some are missing");
    const old = { secret: one.secret ?? "" };
    const fresh = { secret: rotated.secret ?? "" };
    const oldPublic = { publicKey: other.keys[0]?.publicKey ?? "" };
    const freshPublic = { publicKey: changed.keys[0]?.publicKey ?? "" };
    expect(
      verifiedByPython([
        [delivery, old],
        [test, old],
        [overlapping, old],
        [overlapping, fresh],
        [asymmetric, oldPublic],
        [overlapping2, oldPublic],
        [overlapping2, freshPublic],
      ]),
    ).toEqual([
      "batch.deleted",
      "webhook.test",
      "webhook.test",
      "webhook.test",
      "batch.deleted",
      "webhook.test",
      "webhook.test",
    ]);
    const tampered = { ...delivery, body: delivery.body.replace("000001", "000002") };
    const renamed = { ...delivery, headers: { ...delivery.headers, "webhook-id": "msg_other" } };
    expect(
      verifiedByPython([
        [delivery, fresh],
        [tampered, old],
        [renamed, old],
        [asymmetric, freshPublic],
        [{ ...asymmetric, body: `${asymmetric.body} ` }, oldPublic],
      ]),
    ).toEqual(["refused", "refused", "refused", "refused", "refused"]);
  });
});
