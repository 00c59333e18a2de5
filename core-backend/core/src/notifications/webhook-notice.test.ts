import { webhookIdSchema } from "@assetql/contract";
import { expect, it } from "vitest";
import { webhookDisabledNotice } from "./webhook-notice.ts";

const id = webhookIdSchema.parse("whk_1234");
const url = "https://partner.example/hook?token=secret";

it("says why, and how to go on, and keeps the address's secret to itself", () => {
  const { subject, text } = webhookDisabledNotice(
    { id, url, description: "", disabledBy: "failures" },
    undefined,
  );
  expect(subject).toBe('The webhook "partner.example" was disabled');
  expect(text).toContain("Every try of the last 5 days has failed.");
  expect(text).toContain("assetql webhooks update whk_1234 --enable");
  expect(text).not.toContain("secret");
});

it("names it as people do", () => {
  const notice = webhookDisabledNotice(
    { id, url, description: "Shop\n\rin Oslo", disabledBy: "gone" },
    "http://hub/api",
  );
  expect(notice.subject).toBe('The webhook "Shop in Oslo" was disabled');
  expect(notice.text).toContain("answered 410");
  expect(notice.text).toContain("http://hub/api");
});
