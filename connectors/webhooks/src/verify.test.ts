import { expect, it } from "vitest";
import { newKey } from "./keys.ts";
import { signatureHeaders } from "./sign.ts";
import { verifyWebhook, WebhookVerificationError } from "./verify.ts";

const body = '{"type":"batch.completed"}';
const sign = (keys: readonly string[], at = Date.now()) => signatureHeaders({ id: "msg_1", at, body }, keys);

it("fits the test vector of the specification's reference implementations", () => {
  const headers = signatureHeaders(
    { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1_614_265_330_000, body: '{"test": 2432232314}' },
    ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
  );
  expect(headers).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

it.each(["v1", "v1a"] as const)("verifies %s, and nothing that was changed", (signature) => {
  const { key, publicKey } = newKey(signature);
  const receiver = publicKey ?? key;
  const headers = sign([key]);
  expect(verifyWebhook({ headers, body }, [receiver])).toEqual({ type: "batch.completed" });
  const refused = (received: Parameters<typeof verifyWebhook>[0], keys = [receiver]) =>
    expect(() => verifyWebhook(received, keys)).toThrow(WebhookVerificationError);
  refused({ headers, body: `${body} ` });
  refused({ headers: { ...headers, "webhook-id": "msg_2" }, body });
  refused({
    headers: { ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) + 1) },
    body,
  });
  refused({ headers: { ...headers, "webhook-signature": "v1,AAAA v1a,AAAA" }, body });
  refused({ headers, body }, [newKey(signature).publicKey ?? newKey(signature).key]);
  refused({ headers: {}, body });
  for (const minutes of [-6, 6]) refused({ headers: sign([key], Date.now() + minutes * 60_000), body });
  for (const minutes of [-4, 4]) {
    verifyWebhook({ headers: sign([key], Date.now() + minutes * 60_000), body }, [receiver]);
  }
});

it("fits the old key as well as the new one while both sign", () => {
  const [old, fresh] = [newKey("v1"), newKey("v1a")];
  const headers = sign([fresh.key, old.key]);
  for (const receiver of [old.key, fresh.publicKey ?? ""]) verifyWebhook({ headers, body }, [receiver]);
  verifyWebhook({ headers, body }, [newKey("v1").key, old.key]);
});

it("makes keys that are each their own", () => {
  const keys = Array.from({ length: 50 }, () => newKey("v1").key);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(Buffer.from(key.slice(6), "base64")).toHaveLength(32);
});
