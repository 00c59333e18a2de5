import { expect, it } from "vitest";
import { createSeenMessages, messageIdOf } from "./seen-messages.ts";

const hook = (headers: Record<string, string>, body = "{}") => ({
  method: "POST",
  path: "/hooks/x/tgt_1",
  headers,
  body: Buffer.from(body),
});

it("a message is known by its id, whatever else changes when it is sent again", () => {
  const first = messageIdOf("tgt_1", hook({ "webhook-id": "msg_1" }, '{"a":1}'));
  expect(messageIdOf("tgt_1", hook({ "webhook-id": "msg_1", date: "later" }, '{"a":2}'))).toBe(first);
  expect(messageIdOf("tgt_2", hook({ "webhook-id": "msg_1" }))).not.toBe(first);
  expect(messageIdOf("tgt_1", hook({ "webhook-id": "msg_2" }))).not.toBe(first);
});

it("without an id, by its topic and body", () => {
  const one = messageIdOf("tgt_1", hook({ "x-contentful-topic": "Entry.save" }, '{"version":1}'));
  expect(messageIdOf("tgt_1", hook({ "x-contentful-topic": "Entry.save" }, '{"version":1}'))).toBe(one);
  expect(messageIdOf("tgt_1", hook({ "x-contentful-topic": "Entry.save" }, '{"version":2}'))).not.toBe(one);
  expect(messageIdOf("tgt_1", hook({ "x-contentful-topic": "Entry.publish" }, '{"version":1}'))).not.toBe(
    one,
  );
});

it("is forgotten after a day", () => {
  let now = 0;
  const seen = createSeenMessages(() => now);
  expect(seen.add("a")).toBe(false);
  expect(seen.add("a")).toBe(true);
  now = 24 * 3600 * 1000;
  expect(seen.add("a")).toBe(false);
  expect(seen.add("a")).toBe(true);
});
