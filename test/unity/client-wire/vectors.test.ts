import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { skippedBecause } from "../../support/programs.ts";
import { type Checked, checkWithMono, monoIsMissing } from "./wire-checks.ts";

const folder = new URL("../../../unity-bridge/test-vectors/", import.meta.url);
const read = <T>(name: string): readonly T[] => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

interface Vector {
  readonly name: string;
  readonly text: string;
}
const messages = read<Vector & { readonly alsoReads?: readonly string[] }>("messages.json");
const notMessages = read<Vector & { readonly times?: number }>("not-messages.json");
const frames = read<Checked & { readonly name: string; readonly hex: string; readonly header?: object }>(
  "frames.json",
);
const checksums = read<{ readonly name: string; readonly crc32: string }>("checksums.json");

/** The same bytes that server/src/socket/vectors.test.ts has TypeScript read and write. */
describe.skipIf(skippedBecause("the vectors in C#", monoIsMissing))("the vectors in C#", () => {
  let answers: ReadonlyMap<object, Checked>;
  beforeAll(async () => {
    const asked = [
      ...messages.map((vector) => ({ key: vector, what: "message", text: vector.text })),
      ...notMessages.map((vector) => ({ key: vector, what: "message", ...vector })),
      ...frames.map((vector) => ({ key: vector, what: "frame", hex: vector.hex })),
      ...checksums.map((vector) => ({ key: vector, what: "crc", ...vector })),
    ];
    const checked = await checkWithMono(asked.map(({ key, ...question }) => question));
    answers = new Map(asked.map(({ key }, index) => [key, checked[index] ?? {}]));
  });

  it.each(messages)("reads and writes a message: $name", (vector) => {
    expect(answers.get(vector)).toEqual({ text: vector.text });
  });

  it("reads messages that somebody else wrote, and writes them as we do", async () => {
    const others = messages.flatMap(({ alsoReads = [], text }) =>
      alsoReads.map((other) => ({ other, text })),
    );
    expect(others.length).toBeGreaterThan(0);
    const checked = await checkWithMono(others.map(({ other }) => ({ what: "message", text: other })));
    expect(checked).toEqual(others.map(({ text }) => ({ text })));
  });

  it.each(notMessages)("refuses what is no message: $name", (vector) => {
    expect(answers.get(vector)).toEqual({ refused: expect.stringMatching(/.{10}\.$/) });
  });

  it.each(frames)("reads and writes a frame: $name", (vector) => {
    const { header, hex } = vector;
    const expected = header === undefined ? { refused: "no frame" } : { hex: hex.slice(0, 32), ...header };
    expect(answers.get(vector)).toEqual(expected);
  });

  it.each(checksums)("sums up: $name", (vector) => {
    expect(answers.get(vector)).toEqual({ text: vector.crc32 });
  });
});
