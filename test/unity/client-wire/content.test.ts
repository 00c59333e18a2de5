import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BRIDGE_LIMITS, styleProfileIdSchema } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BridgeProblemError } from "../../../unity-bridge/server/src/session/problems.ts";
import { whyNoMounts } from "../../support/mounts.ts";
import { skippedBecause } from "../../support/programs.ts";
import { until } from "../../support/until.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { Rig, type WireOptions } from "./rig.ts";
import { image, PULL, sendImage } from "./send-image.ts";
import { monoIsMissing } from "./wire-checks.ts";

const MEGABYTE = 1_000_000;

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.close());

async function open(options?: WireOptions) {
  const wire = await rig.wire(options);
  const proxy = rig.add(await startCuttingProxy(wire.port));
  const project = await rig.project();
  const editor = await rig.editor({ project, address: proxy.address, token: wire.token });
  await editor.connect();
  const session = wire.sessions[0];
  if (session === undefined) throw new Error("there is no session");
  return { wire, proxy, project, editor, session };
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `ast_${at}`);
const commit = (session: Awaited<ReturnType<typeof open>>["session"], externalIds: string[]) =>
  session.call("import.commit", { pullId: PULL, externalIds });

describe.skipIf(skippedBecause("images that come", monoIsMissing))("images that come", () => {
  it("land in the project, in one import", async () => {
    const { session, project, editor } = await open();
    const images = names(6).map((name, at) => ({ name, content: image(at * 300_000 + 1) }));
    const sent = await Promise.all(images.map(({ name, content }) => sendImage(session, name, content)));
    expect(await readdir(join(project, "Assets"))).toEqual([]);
    expect(await commit(session, names(6))).toEqual({ failed: [] });
    for (const [at, { content }] of images.entries()) {
      expect((await readFile(join(project, sent[at]?.path ?? ""))).equals(content)).toBe(true);
    }
    await until(async () => editor.eventsOf("imported")[0]);
    expect(editor.eventsOf("import-begins")).toHaveLength(1);
  });

  it("come with a window as small as a thumbnail, too", async () => {
    const { session } = await open({ limits: { windowBytes: 5_000 } });
    const { offset } = await sendImage(session, "ast_0", image(500_000));
    expect(offset).toBe(0);
  });

  it("go on where the connection was cut: no byte twice beyond a window", async () => {
    const { session, proxy, project } = await open();
    const images = names(4).map((name) => ({ name, content: image(12 * MEGABYTE) }));
    const before = proxy.passed.toEditor;
    const cuts = 4;
    proxy.cutEach(7 * MEGABYTE, { times: cuts });
    const sending = Promise.all(images.map(({ name, content }) => sendImage(session, name, content)));
    const sent = await sending;
    expect(proxy.passed.connections).toBe(cuts + 1);
    expect(Math.max(...sent.map(({ offers }) => offers))).toBeGreaterThan(1);
    // A little is for headers and texts.
    const most = 48 * MEGABYTE + cuts * BRIDGE_LIMITS.windowBytes + 200_000;
    expect(proxy.passed.toEditor - before).toBeLessThan(most);
    await commit(session, names(4));
    for (const [at, { content }] of images.entries()) {
      expect((await readFile(join(project, sent[at]?.path ?? ""))).equals(content)).toBe(true);
    }
  });

  it("go on after the editor was killed in the middle", async () => {
    const { session, proxy, wire, project, editor } = await open();
    const content = image(30 * MEGABYTE);
    const sending = sendImage(session, "ast_0", content);
    await until(async () => (proxy.passed.toEditor > 10 * MEGABYTE ? true : undefined));
    await editor.kill();
    const passed = proxy.passed.toEditor;
    const again = await rig.editor({ project, address: proxy.address, token: wire.token });
    await again.connect();
    const { offset, path } = await sending;
    expect(offset).toBeGreaterThan(0);
    expect(proxy.passed.toEditor - passed).toBeLessThan(30 * MEGABYTE - offset + 200_000);
    await commit(session, ["ast_0"]);
    expect((await readFile(join(project, path))).equals(content)).toBe(true);
  });

  it("go on after a domain reload in the middle", async () => {
    const { session, proxy, project, editor } = await open();
    const images = names(3).map((name) => ({ name, content: image(10 * MEGABYTE) }));
    const sending = Promise.all(images.map(({ name, content }) => sendImage(session, name, content)));
    for (const megabytes of [5, 15]) {
      await until(async () => (proxy.passed.toEditor > megabytes * MEGABYTE ? true : undefined));
      await editor.ask("reload");
    }
    const sent = await sending;
    expect(proxy.passed.connections).toBe(3);
    expect(proxy.passed.toEditor).toBeLessThan(30 * MEGABYTE + 2 * BRIDGE_LIMITS.windowBytes + 200_000);
    await commit(session, names(3));
    for (const [at, { content }] of images.entries()) {
      expect((await readFile(join(project, sent[at]?.path ?? ""))).equals(content)).toBe(true);
    }
  });

  it("are written while the main thread does something else", async () => {
    const { session, proxy, editor } = await open();
    const content = image(20 * MEGABYTE);
    const outgoing = session.reserve(content);
    const { transfer, bytes, crc32 } = outgoing;
    const path = "Assets/AssetQL/Potions/Textures/a.png";
    await session.call("files.offer", { transfer, bytes, crc32, pullId: PULL, externalId: "ast_0", path });
    // Longer than the test: what happens meanwhile happens without the main thread.
    let isBlocked = true;
    editor.ask("block", { milliseconds: 100_000 }).then(
      () => {
        isBlocked = false;
      },
      () => {},
    );
    await outgoing.send(0);
    await until(async () => (proxy.passed.toEditor > bytes ? true : undefined));
    // Five windows: they would not have gone without the credit of those before.
    expect(isBlocked).toBe(true);
  });

  it("that are the same for two assets come at the same time", async () => {
    const { session } = await open();
    const content = image(3 * MEGABYTE);
    await Promise.all(names(3).map((name) => sendImage(session, name, content)));
    expect(await commit(session, names(3))).toEqual({ failed: [] });
  });

  it("that cannot be written are refused when they are staged, and the others come", async () => {
    const { session, project } = await open();
    await sendImage(session, "ast_0", image(1_000));
    const content = image(2 * MEGABYTE);
    const outgoing = session.reserve(content);
    const { transfer, bytes, crc32 } = outgoing;
    const path = "Assets/AssetQL/Potions/Textures/a.png";
    const offer = { transfer, bytes, crc32, pullId: PULL, externalId: "ast_1", path };
    const { guid } = await session.call("files.offer", offer);
    const staging = join(project, "Library/AssetQL/staging");
    await rm(staging, { recursive: true });
    await writeFile(staging, "in the way");
    await outgoing.send(0);
    const stage = { pullId: PULL, externalId: "ast_1", guid, path, content: { bytes, crc32, image: "1" } };
    const rest = { meta: null, settings: {}, fields: {}, mapping: {} };
    await expect(session.call("files.stage", { ...stage, ...rest })).rejects.toMatchObject({
      name: "EditorProblem",
      message: expect.stringMatching(/\.$/),
    });
    await rm(staging);
    await mkdir(staging);
    expect((await sendImage(session, "ast_1", content)).offset).toBe(0);
  });
});

describe.skipIf(skippedBecause("files that go", monoIsMissing))("files that go", () => {
  const style = {
    id: styleProfileIdSchema.parse("sty_0123456789abcdefghjkmnpq"),
    name: "Potions",
    version: 1,
    references: 1,
    threshold: 0.8,
    palette: [],
  };

  it("arrive as they were, over connections that are cut, and are named once", async () => {
    const received: { name: string; bytes: Uint8Array }[] = [];
    const { proxy, editor } = await open({
      handlers: {
        "styles.create": async ({ uploads }, { session }) => {
          for (const upload of uploads) {
            const found = session.upload(upload);
            if (found !== undefined) received.push({ name: found.name, bytes: found.bytes });
          }
          return style;
        },
      },
    });
    const folder = await rig.folder("files");
    const files = [
      { name: "größe 1.png", content: image(20 * MEGABYTE) },
      { name: "b.png", content: image(1) },
    ];
    for (const { name, content } of files) await writeFile(join(folder, name), content);
    const created = editor.ask("styles.create", {
      name: "Potions",
      files: files.map(({ name }) => ({ path: join(folder, name) })),
      threshold: null,
    });
    for (let cut = 1; cut <= 3; cut++) {
      proxy.cutAfter("toBridge", 4 * MEGABYTE);
      await until(async () => (proxy.passed.connections > cut ? true : undefined));
    }
    expect(await created).toEqual(style);
    expect(received.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    for (const [at, { content }] of files.entries())
      expect(content.equals(received[at]?.bytes ?? new Uint8Array())).toBe(true);
    expect(proxy.passed.toBridge).toBeLessThan(20 * MEGABYTE + 3 * BRIDGE_LIMITS.windowBytes + 200_000);
  });

  it.each([
    ["is empty", "input-invalid", 0],
    ["is larger than 50 MB", "input-invalid", BRIDGE_LIMITS.uploadBytes + 1],
  ])("are refused here when one %s", async (why, code, bytes) => {
    const { editor } = await open();
    const folder = await rig.folder("files");
    await writeFile(join(folder, "a.png"), Buffer.alloc(bytes));
    const created = editor.ask("styles.create", {
      name: "P",
      files: [{ path: join(folder, "a.png") }],
      threshold: null,
    });
    await expect(created).rejects.toMatchObject({ code, message: `“a.png” ${why}.` });
  });

  it("are sent again when the bridge has forgotten them", async () => {
    const seen: string[] = [];
    const { editor } = await open({
      handlers: {
        "styles.create": async ({ uploads }, { session }) => {
          seen.push(...uploads);
          // The session has ended between the upload and what uses it.
          if (seen.length === 1) throw new BridgeProblemError("upload-unknown", "It is gone.");
          expect(session.upload(uploads[0] ?? "")?.name).toBe("a.png");
          return style;
        },
      },
    });
    const files = [{ name: "a.png", base64: image(1_000).toString("base64") }];
    expect(await editor.ask("styles.create", { name: "P", files, threshold: null })).toEqual(style);
    expect(seen).toHaveLength(2);
  });

  it("are named when they are not there", async () => {
    const { editor } = await open();
    const files = [{ path: "/nowhere/a.png" }];
    await expect(editor.ask("styles.create", { name: "P", files, threshold: null })).rejects.toMatchObject({
      code: "file-missing",
    });
  });
});

describe.skipIf(skippedBecause("content that is asked for", monoIsMissing))(
  "content that is asked for",
  () => {
    const asset = {
      id: "ast_0123456789abcdefghjkmnpq",
      batchId: "bat_0123456789abcdefghjkmnpq",
      row: 1,
      version: 1,
      title: "Mana",
      sku: null,
      category: null,
      tags: [],
      prompt: "a potion",
      score: 0.9,
      review: "pending",
      width: 64,
      height: 64,
    };

    it("comes whole, many at once, and over connections that are cut", async () => {
      const thumbnail = image(200_000);
      const { proxy, editor } = await open({
        handlers: {
          "assets.thumbnail": async (_, { session, afterwards }) => {
            const outgoing = session.reserve(thumbnail);
            afterwards(() => outgoing.send(0));
            return { transfer: outgoing.transfer, bytes: outgoing.bytes, crc32: outgoing.crc32 };
          },
        },
      });
      const asked = Array.from({ length: 100 }, () =>
        editor.ask<{ base64: string }>("assets.thumbnail", { asset, maxSide: 128 }),
      );
      proxy.cutAfter("toEditor", 3 * MEGABYTE);
      for (const { base64 } of await Promise.all(asked))
        expect(Buffer.from(base64, "base64").equals(thumbnail)).toBe(true);
      expect(proxy.passed.connections).toBe(2);
    });

    const packageOf = (content: Buffer, crc32?: string): WireOptions => ({
      handlers: {
        "exports.fetch": async ({ offset }, { session, afterwards }) => {
          const outgoing = session.reserve(content);
          afterwards(() => outgoing.send(offset));
          const { transfer, bytes } = outgoing;
          return { transfer, bytes, crc32: crc32 ?? outgoing.crc32, name: "p.unitypackage" };
        },
      },
    });

    it("goes on where it was cut, and is put in its place when it is whole", async () => {
      const content = image(24 * MEGABYTE);
      const { proxy, editor } = await open(packageOf(content));
      const to = join(await rig.folder("files"), "p.unitypackage");
      await writeFile(to, "the one before");
      const before = proxy.passed.toEditor;
      const there: string[] = [];
      proxy.cutEach(8 * MEGABYTE, { times: 2, onEach: () => there.push(readFileSync(to, "utf8")) });
      const fetched = editor.ask("exports.fetch", { exportId: "exp_0123456789abcdefghjkmnpq", to });
      expect(await fetched).toEqual({ bytes: content.byteLength });
      expect(there).toEqual(["the one before", "the one before"]);
      expect(proxy.passed.connections).toBe(3);
      expect((await readFile(to)).equals(content)).toBe(true);
      expect(await readdir(join(to, ".."))).toEqual(["p.unitypackage"]);
      expect(proxy.passed.toEditor - before).toBeLessThan(
        24 * MEGABYTE + 2 * BRIDGE_LIMITS.windowBytes + 200_000,
      );
    });

    it("is refused when it comes damaged, and what was there before stays", async () => {
      const { editor } = await open(packageOf(image(1_000), "00000000"));
      const to = join(await rig.folder("files"), "p.unitypackage");
      await writeFile(to, "the one before");
      const fetched = editor.ask("exports.fetch", { exportId: "exp_0123456789abcdefghjkmnpq", to });
      await expect(fetched).rejects.toMatchObject({ code: "checksum-mismatch" });
      expect(await readFile(to, "utf8")).toBe("the one before");
      expect(await readdir(join(to, ".."))).toEqual(["p.unitypackage"]);
    });

    it("leaves nothing where it cannot be written, and says so", async () => {
      const { editor } = await open(packageOf(image(1_000)));
      const to = join(await rig.folder("files"), "p.unitypackage");
      await mkdir(join(to, "taken"), { recursive: true });
      const fetched = editor.ask("exports.fetch", { exportId: "exp_0123456789abcdefghjkmnpq", to });
      await expect(fetched).rejects.toMatchObject({
        code: expect.stringMatching(/^(permission-denied|write-failed)$/),
        message: expect.stringContaining(to),
      });
      expect(await readdir(join(to, ".."))).toEqual(["p.unitypackage"]);
    });

    it.skipIf(skippedBecause("a disk that fills", whyNoMounts()))(
      "is given up on a disk that is full, which has all of its room again",
      async () => {
        const disk = await rig.folder("disk");
        const wire = await rig.wire(packageOf(image(3 * MEGABYTE)));
        const editor = await rig.editor({
          address: `127.0.0.1:${wire.port}`,
          token: wire.token,
          within: ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=1m none "$0" && exec "$@"', disk],
        });
        await editor.connect();
        const to = join(disk, "p.unitypackage");
        const fetched = editor.ask("exports.fetch", { exportId: "exp_0123456789abcdefghjkmnpq", to });
        await expect(fetched).rejects.toMatchObject({
          code: "disk-full",
          message: `The disk is full, so that “${to}” could not be written. Make room, or choose another place.`,
        });
        // As the editor sees it.
        expect(await readdir(join("/proc", String(editor.pid), "root", disk))).toEqual([]);
        expect(editor.connections().at(-1)?.state).toBe("Connected");
      },
    );
  },
);
