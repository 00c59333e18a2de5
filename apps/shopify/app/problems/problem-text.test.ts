import { errorCodes } from "@assetql/connector-sdk";
import { type ProblemCode, problemCodes } from "@assetql/contract";
import { problemReasons } from "@assetql/shopify/problem-reasons";
import { beforeAll, describe, expect, it } from "vitest";
import type { AppProblemCode } from "../../server/problems.ts";
import { MOST_ITEMS } from "../../server/selections/most-items.ts";
import { problems } from "../i18n/en/problems.ts";
import { loadTexts } from "../i18n/texts.ts";
import { problemSentence, problemText } from "./problem-text.ts";

beforeAll(async () => {
  await Promise.all([loadTexts("en"), loadTexts("de")]);
});

/** Of what the app never asks the hub for, or of a request that its client does not make. */
const neverTold: readonly (ProblemCode | keyof typeof errorCodes)[] = [
  "body-invalid",
  "idempotency-key-invalid",
  "method-not-allowed",
  "media-type-unsupported",
  "headers-too-large",
  "upload-missing",
  "export-not-ready",
  "export-failed",
  "export-expired",
  "export-empty",
  "share-expired",
  "invitation-expired",
  "already-member",
  "last-admin",
  "api-key-state",
  "last-admin-key",
  "confirmation-wrong",
  "webhook-address",
  "webhook-state",
  "webhook-limit",
  "signature-invalid",
  "lease-lost",
];

/** Fails to compile while a code of the app's own has no text. */
const ownTexts: Record<AppProblemCode, object> = problems;

describe("the text of a problem", () => {
  it("is there for every code that reaches a merchant, and for every reason of the connector", () => {
    const never = new Set<string>(neverTold);
    const codes = [...problemCodes, ...Object.keys(errorCodes), ...Object.keys(ownTexts)];
    const missing = [...codes, ...Object.keys(problemReasons)].filter(
      (code) => !Object.hasOwn(problems, code) && !never.has(code),
    );
    expect(missing).toEqual([]);
    expect(neverTold.filter((code) => Object.hasOwn(problems, code))).toEqual([]);
  });

  it("tells what an undo could not bring back, and that the rest was undone, in both languages", () => {
    const problem = { code: "remote-deleted", detail: problemReasons["variant-images-not-back"] };
    expect(problemSentence(problem, "en")).toMatch(/variants showed before cannot come back\..*was undone/);
    expect(problemSentence(problem, "de")).toMatch(
      /Varianten vorher zeigten, kann nicht zurückkommen\..*rückgängig gemacht/,
    );
    expect(problemSentence({ code: "remote-deleted", detail: "It was deleted there." }, "de")).toMatch(
      /^Das Bild ist weg\./,
    );
  });

  it("sends nobody to install the app anew whose shop is frozen or locked", () => {
    for (const reason of ["shop-frozen", "shop-locked"] as const) {
      const problem = { code: "credentials-refused", detail: problemReasons[reason] };
      expect(problemText(problem, "en")).toEqual(problems[reason]);
      expect(problemSentence(problem, "de")).not.toMatch(/install/);
    }
  });

  it("knows a reason with which more was said", () => {
    const detail = `${problemReasons["product-full"]} It asks to wait for 20 minutes; apply again then.`;
    expect(problemText({ code: "refused", detail }, "en").title).toMatch(/as many images and videos/);
  });

  it("tells the number of items that a selection is refused from", () => {
    const problem = { code: "selection-too-large", detail: "" };
    for (const locale of ["en", "de"] as const) {
      const most = new Intl.NumberFormat(locale).format(MOST_ITEMS);
      expect(problemSentence(problem, locale)).toContain(` ${most}.`);
    }
  });

  it("says beneath its own words what nobody has translated", () => {
    const refused = { code: "refused", detail: "Shopify refused it: The file name is reserved." };
    expect(problemText(refused, "de")).toEqual({
      title: "Shopify hat das abgelehnt",
      advice: expect.stringContaining("Adminbereich"),
      detail: refused.detail,
    });
    expect(problemSentence(refused, "de")).toMatch(
      /^Shopify hat das abgelehnt\. .* The file name is reserved\.$/,
    );
    expect(problemSentence(refused, "en")).toBe(refused.detail);
    const unheardOf = { code: "brand-new", detail: "It is something new." };
    expect(problemText(unheardOf, "de")).toMatchObject({
      title: "Das hat nicht geklappt",
      detail: unheardOf.detail,
    });
  });
});
