import type { LookupAddress } from "node:dns";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDoor, type DoorOptions } from "./door.ts";
import { AllowedNetworkError, ForbiddenAddressError, UnknownHostError } from "./errors.ts";

const address = (text: string): LookupAddress => ({ address: text, family: text.includes(":") ? 6 : 4 });

function doorWith(options: Partial<DoorOptions> = {}) {
  const door = createDoor({ allow: [], ...options });
  onTestFinished(() => door.close());
  return door;
}

/** A server on this machine, and how often somebody connected to it. */
async function localServer(answer = { status: 200, headers: {} as Record<string, string> }) {
  let connections = 0;
  const server = createServer((_, response) => response.writeHead(answer.status, answer.headers).end("here"));
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => connections };
}

/** Hosts of URLs: literals in every notation that a browser takes. */
const forbiddenLiterals = [
  "127.0.0.1",
  "127.1",
  "127.0.0.1.",
  "127.255.255.254",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "0177.0.0.1",
  "017700000001",
  "0x7f.0x0.0x0.0x1",
  "１２７.0.0.1",
  "127。0。0。1",
  "%31%32%37.0.0.1",
  "0.0.0.0",
  "0",
  "0.1.2.3",
  "10.0.0.1",
  "10.255.255.255",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "0xc0a80001",
  "100.64.0.1",
  "100.127.255.255",
  "169.254.169.254",
  "169.254.170.2",
  "2852039166",
  "0xa9fea9fe",
  "100.100.100.200",
  "192.0.0.1",
  "192.0.0.170",
  "192.0.2.1",
  "192.88.99.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "192.31.196.1",
  "192.52.193.1",
  "192.175.48.1",
  "[::]",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:169.254.169.254]",
  "[::ffff:10.0.0.1]",
  "[0:0:0:0:0:ffff:c0a8:1]",
  "[::127.0.0.1]",
  "[::10.0.0.1]",
  "[::8.8.8.8]",
  "[::ffff:0:10.0.0.1]",
  "[::ffff:0:8.8.8.8]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b::10.0.0.1]",
  "[64:ff9b::a9fe:a9fe]",
  "[64:ff9b:1::10.0.0.1]",
  "[64:ff9b:1::8.8.8.8]",
  "[2002:7f00:1::]",
  "[2002:a00:1::1]",
  "[2002:808:808::1]",
  "[2001:0:7f00:1::]",
  "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
  "[fc00::1]",
  "[fd12:3456::1]",
  "[fd00:ec2::254]",
  "[fe80::1]",
  "[febf::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[ff0e::1]",
  "[100::1]",
  "[100:0:0:1::1]",
  "[2001:db8::1]",
  "[3fff::1]",
  "[2001:2::1]",
  "[2001:10::1]",
  "[2001:20::1]",
  "[5f00::1]",
  "[4000::1]",
  "[2620:4f:8000::1]",
];

const publicLiterals = [
  "8.8.8.8",
  "1.1.1.1",
  "100.63.255.255",
  "100.128.0.1",
  "172.15.0.1",
  "172.32.0.1",
  "192.167.0.1",
  "223.255.255.254",
  "134744072",
  "0x08080808",
  "[2606:4700:4700::1111]",
  "[2a00:1450:4001:80b::200e]",
  "[::ffff:8.8.8.8]",
  "[64:ff9b::8.8.8.8]",
];

describe("the addresses behind the door", () => {
  it.each(forbiddenLiterals)("refuses %s", async (host) => {
    const door = doorWith();
    await expect(door.check(`http://${host}:8080/hook`)).rejects.toThrow(ForbiddenAddressError);
    await expect(door.fetch(`https://${host}/hook`)).rejects.toThrow(ForbiddenAddressError);
  });

  it.each(publicLiterals)("lets %s through", async (host) => {
    await doorWith().check(`https://${host}/hook`);
  });

  it.each(forbiddenLiterals)("refuses a host that leads to %s", async (host) => {
    const { hostname } = new URL(`http://${host}`);
    const bare = hostname.replace(/^\[|\]$/g, "");
    const door = doorWith({ lookup: async () => [address(bare)] });
    await expect(door.check("https://hooks.example/")).rejects.toThrow(`hooks.example leads to ${bare}`);
    await expect(door.fetch("https://hooks.example/")).rejects.toThrow(ForbiddenAddressError);
  });

  it.each([
    ["the first", ["10.0.0.1", "8.8.8.8"]],
    ["the last", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:192.168.1.1"]],
    ["one in the middle", ["8.8.8.8", "127.0.0.1", "1.1.1.1"]],
  ])("refuses a host of which %s address is forbidden", async (_, all) => {
    const door = doorWith({ lookup: async () => all.map(address) });
    await expect(door.check("https://hooks.example/")).rejects.toThrow(ForbiddenAddressError);
    await expect(door.fetch("https://hooks.example/")).rejects.toThrow(ForbiddenAddressError);
  });

  it("refuses what this machine calls itself", async () => {
    await expect(doorWith().check("http://localhost:1/")).rejects.toThrow(ForbiddenAddressError);
    await expect(doorWith().check("http://LOCALHOST.:1/")).rejects.toThrow(
      /ForbiddenAddress|not an address|cannot be found/,
    );
  });
});

describe("URLs", () => {
  it.each([
    "ftp://8.8.8.8/",
    "file:///etc/passwd",
    "gopher://8.8.8.8/",
    "data:text/plain,x",
    "javascript:alert(1)",
    "unix:/run/docker.sock",
    "//8.8.8.8/",
    "hooks.example",
    "",
    "https://",
    "https://user@8.8.8.8/",
    "https://user:password@8.8.8.8/",
    "https://8.8.8.8@127.0.0.1/",
  ])("refuses %j", async (url) => {
    const answer = doorWith({ lookup: async () => [address("8.8.8.8")] }).check(url);
    await expect(answer).rejects.toThrow(ForbiddenAddressError);
    await expect(answer).rejects.not.toThrow("password:");
  });

  it("says that a host cannot be found", async () => {
    const none = doorWith({ lookup: async () => [] });
    await expect(none.check("https://hooks.example/")).rejects.toThrow(UnknownHostError);
    const failing = doorWith({ lookup: () => Promise.reject(new Error("ENOTFOUND")) });
    await expect(failing.fetch("https://hooks.example/")).rejects.toThrow("hooks.example cannot be found");
  });
});

describe("connections", () => {
  it("go to the address that was checked, not to what the name says a moment later", async () => {
    const server = await localServer();
    const answers = ["8.8.8.8", "127.0.0.1", "127.0.0.1"];
    let asked = 0;
    const door = doorWith({
      lookup: async () => [address(answers[asked++] ?? "127.0.0.1")],
      connectTimeoutMs: 500,
    });
    const url = `http://rebinding.example:${server.port}/`;
    await door.check(url);
    await expect(door.fetch(url)).rejects.toThrow(ForbiddenAddressError);
    expect(asked).toBe(2);
    expect(server.connections()).toBe(0);
  });

  it("ask for the addresses once each, so that nothing can change between check and connect", async () => {
    const server = await localServer();
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      // Allowed the first time, forbidden ever after.
      return [address(asked === 1 ? "127.0.0.1" : "10.0.0.1")];
    };
    const door = doorWith({ lookup, allow: ["127.0.0.1"] });
    const answer = await door.fetch(`http://rebinding.example:${server.port}/`);
    expect(await answer.text()).toBe("here");
    expect(asked).toBe(1);
  });

  it("follow no redirect", async () => {
    const inner = await localServer();
    const outer = await localServer({
      status: 302,
      headers: { Location: `http://127.0.0.1:${inner.port}/` },
    });
    const door = doorWith({ allow: ["127.0.0.0/8"] });
    const answer = await door.fetch(`http://127.0.0.1:${outer.port}/`, { redirect: "follow" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(`http://127.0.0.1:${inner.port}/`);
    expect(inner.connections()).toBe(0);
  });
});

describe("what is opened explicitly", () => {
  it("is a network, with everything that means the same address", async () => {
    const door = doorWith({ allow: ["10.1.0.0/16", "fd00:1::/32"] });
    for (const host of ["10.1.2.3", "[::ffff:10.1.2.3]", "[64:ff9b::10.1.2.3]", "[fd00:1::5]"]) {
      await door.check(`http://${host}/`);
    }
    for (const host of ["10.2.0.1", "127.0.0.1", "[fd00:2::5]", "[::10.1.2.3]"]) {
      await expect(door.check(`http://${host}/`), host).rejects.toThrow(ForbiddenAddressError);
    }
  });

  it("is a host by its name, and no other host with its addresses", async () => {
    const door = doorWith({ allow: ["intranet.example"], lookup: async () => [address("10.0.0.1")] });
    await door.check("http://Intranet.Example./");
    for (const host of [
      "other.example",
      "sub.intranet.example",
      "intranet.example.evil.example",
      "10.0.0.1",
    ]) {
      await expect(door.check(`http://${host}/`), host).rejects.toThrow(ForbiddenAddressError);
    }
  });

  it.each([
    "",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "300.1.1.1",
    "10.0.0",
    "fd00::/129",
    "a b",
    "*",
    "http://x",
  ])("is not %j", (entry) => {
    expect(() => createDoor({ allow: [entry] })).toThrow(AllowedNetworkError);
  });
});
