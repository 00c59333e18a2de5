import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Secrets, SecretUnreadableError } from "../secrets.ts";

export interface SecretsHarness {
  readonly secrets: Secrets;
  /** The same secrets after a restart: with the key that was kept. */
  reopen(): Promise<Secrets>;
  /** Secrets of another home, with another key. */
  foreign(): Promise<Secrets>;
  close(): Promise<void>;
}

/** What every keeper of secrets promises; `seed` is that of the random test. */
export function secretsBattery(
  name: string,
  { open, seed }: { open: () => Promise<SecretsHarness>; seed: number },
): void {
  describe(`${name} secrets`, () => {
    let harness: SecretsHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    it(`opens what it sealed, whatever the text (seed ${seed})`, async () => {
      const texts = fc.string({ unit: "binary", maxLength: 2_000 });
      await fc.assert(
        fc.asyncProperty(texts, fc.string({ minLength: 1 }), async (text, context) => {
          const sealed = await harness.secrets.seal(text, context);
          expect(sealed).toMatch(/^[\x21-\x7e]+$/);
          expect(await harness.secrets.open(sealed, context)).toBe(text);
        }),
        { seed, numRuns: 100 },
      );
    });

    it("shows nothing of the text, and seals it differently each time", async () => {
      const text = "application-password-1234";
      const [one, other] = [await harness.secrets.seal(text, "a"), await harness.secrets.seal(text, "a")];
      expect(one).not.toBe(other);
      for (const encoding of ["utf8", "hex", "base64", "base64url"] as const) {
        expect(one).not.toContain(Buffer.from(text).toString(encoding).replace(/=+$/, ""));
      }
    });

    it("opens it for its own context only", async () => {
      const sealed = await harness.secrets.seal("password", "target.tgt_1");
      await expect(harness.secrets.open(sealed, "target.tgt_2")).rejects.toThrow(SecretUnreadableError);
    });

    it("opens nothing that was changed in any place, cut or made up", async () => {
      const sealed = await harness.secrets.seal("password", "a");
      const flipped = [...sealed].map((character, index) => {
        const other = character === "A" ? "B" : "A";
        return sealed.slice(0, index) + other + sealed.slice(index + 1);
      });
      for (const wrong of [...flipped, sealed.slice(0, -1), `${sealed}A`, "", "password"]) {
        const answer = harness.secrets.open(wrong, "a");
        await expect(answer, wrong).rejects.toThrow(SecretUnreadableError);
        await expect(answer).rejects.not.toThrow("password");
      }
    });

    it("opens it after a restart, and in no other home", async () => {
      const sealed = await harness.secrets.seal("password", "a");
      expect(await (await harness.reopen()).open(sealed, "a")).toBe("password");
      await expect((await harness.foreign()).open(sealed, "a")).rejects.toThrow(SecretUnreadableError);
    });
  });
}
