import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { clientOf } from "./client-of.ts";

function request(remoteAddress: string | undefined, headers: IncomingMessage["headers"] = {}) {
  return { headers, socket: { remoteAddress } as IncomingMessage["socket"] };
}
const forwarded = (value: string) => ({ "x-forwarded-for": value });

it.each([
  ["127.0.0.1", {}, { address: "127.0.0.1", isLocal: true }],
  ["::1", {}, { address: "::1", isLocal: true }],
  ["::ffff:127.0.0.1", {}, { address: "::ffff:127.0.0.1", isLocal: true }],
  ["192.0.2.7", {}, { address: "192.0.2.7", isLocal: false }],
  ["127.0.0.1", forwarded("192.0.2.7"), { address: "127.0.0.1", isLocal: false }],
  ["127.0.0.1", { forwarded: "for=192.0.2.7" }, { address: "127.0.0.1", isLocal: false }],
])("of %s with %j is %j", (address, headers, client) => {
  expect(clientOf(request(address, headers), { trustProxy: false })).toEqual(client);
});

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["198.51.100.1, 192.0.2.7", "192.0.2.7"],
  ["192.0.2.7:51234", "192.0.2.7"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
])("behind a trusted proxy that says %j is %s, and never local", (header, address) => {
  const client = clientOf(request("127.0.0.1", forwarded(header)), { trustProxy: true });
  expect(client).toEqual({ address, isLocal: false });
});

it("is nobody when the connection is gone", () => {
  expect(clientOf(request(undefined), { trustProxy: false })).toBeUndefined();
});
