import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import {
  bridgeCalls,
  bridgeCommands,
  bridgeEvents,
  bridgeHelloSchema,
  bridgeMessageSchema,
  bridgeProblemSchema,
  bridgeWelcomeSchema,
  FRAME_HEADER_BYTES,
  readFrameHeader,
  writeFrameHeader,
} from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hexOfCrc32 } from "../transfers/outgoing.ts";
import { decodeMessage, encodeMessage, MessageError } from "./messages.ts";

const folder = new URL("../../../test-vectors/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

const messages = z
  .array(
    z.strictObject({
      name: z.string(),
      /** Whose payload it is: `ping` or `ping.result`. */
      of: z.string(),
      text: z.string(),
      message: bridgeMessageSchema,
      /** Written by somebody else, and the same message. */
      alsoReads: z.array(z.string()).optional(),
    }),
  )
  .parse(read("messages.json"));
const notMessages = z
  .array(z.strictObject({ name: z.string(), text: z.string(), times: z.int().optional() }))
  .parse(read("not-messages.json"));
const frames = z
  .array(
    z.discriminatedUnion("valid", [
      z.strictObject({
        name: z.string(),
        valid: z.literal(true),
        hex: z.string(),
        header: z.strictObject({ transfer: z.number(), offset: z.number(), isLast: z.boolean() }),
        content: z.string(),
      }),
      z.strictObject({ name: z.string(), valid: z.literal(false), hex: z.string(), why: z.string() }),
    ]),
  )
  .parse(read("frames.json"));
const checksums = z
  .array(
    z.strictObject({
      name: z.string(),
      text: z.string().optional(),
      hex: z.string().optional(),
      /** The content is that often there, one after the other. */
      times: z.int().positive().optional(),
      crc32: z.string(),
    }),
  )
  .parse(read("checksums.json"));

const payloads = new Map<string, z.ZodType>([
  ["hello", bridgeHelloSchema],
  ["welcome", bridgeWelcomeSchema],
  ["problem", bridgeProblemSchema],
  ["credit", z.object({ bytes: z.int() })],
  ...Object.entries(bridgeEvents),
  ...[...Object.entries(bridgeCommands), ...Object.entries(bridgeCalls)].flatMap(
    ([name, { params, result }]): [string, z.ZodType][] => [
      [name, params],
      [`${name}.result`, result],
    ],
  ),
]);

describe("messages.json", () => {
  it.each(messages)("$name", ({ of, text, message, alsoReads = [] }) => {
    expect(encodeMessage(message)).toBe(text);
    expect(decodeMessage(text)).toEqual(message);
    for (const other of alsoReads) expect(encodeMessage(decodeMessage(other))).toBe(text);
    // As the schema of its payload orders it.
    const payload = payloads.get(of)?.parse(message.payload);
    expect(JSON.stringify(payload)).toBe(JSON.stringify(message.payload));
  });

  it("has each kind of message, and writes no two alike", () => {
    const kinds = messages.map(({ message }) => Object.keys(message).join());
    expect(new Set(kinds)).toEqual(
      new Set(["v,id,type,payload", "v,re,type,payload", "v,seq,type,payload", "v,type,payload"]),
    );
    expect(new Set(messages.map(({ name }) => name)).size).toBe(messages.length);
    expect(new Set(messages.map(({ text }) => text)).size).toBe(messages.length);
  });
});

describe("not-messages.json", () => {
  it.each(notMessages)("$name", ({ text, times = 1 }) => {
    expect(() => decodeMessage(text.repeat(times))).toThrow(MessageError);
  });
});

describe("frames.json", () => {
  it.each(frames)("$name", (frame) => {
    const bytes = Buffer.from(frame.hex, "hex");
    expect(readFrameHeader(bytes)).toEqual(frame.valid ? frame.header : undefined);
    if (!frame.valid) return;
    const header = new Uint8Array(FRAME_HEADER_BYTES);
    writeFrameHeader(header, frame.header);
    expect(`${Buffer.from(header).toString("hex")}${frame.content}`).toBe(frame.hex);
  });
});

describe("checksums.json", () => {
  it.each(checksums)("$name", ({ text, hex, times = 1, crc32: sum }) => {
    const content = text === undefined ? Buffer.from(hex ?? "", "hex") : Buffer.from(text, "utf8");
    expect(hexOfCrc32(crc32(Buffer.concat(Array.from({ length: times }, () => content))))).toBe(sum);
  });

  it("has the standard check value", () => {
    expect(checksums).toContainEqual(expect.objectContaining({ text: "123456789", crc32: "cbf43926" }));
  });
});
