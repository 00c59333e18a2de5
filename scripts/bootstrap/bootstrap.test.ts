import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fitsLock, isInstalled, stampFor, writeStamp } from "./fits.mjs";
import { npmCommand } from "./install.mjs";
import { ownerIsGone, withInstallLock } from "./install-lock.mjs";
import { missingOptionals } from "./missing-optionals.mjs";
import { bundledNodePath, nodeTooOld, pickNode } from "./node-runtime.mjs";
import { callerFolder, exitCodeOf } from "./run.mjs";
import { targetFor } from "./targets.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "assetql-bootstrap-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lock = (packages: object) =>
  writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages }));
const record = (packages: object) => {
  mkdirSync(path.join(root, "node_modules"), { recursive: true });
  writeFileSync(path.join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
};
const zod = { "node_modules/zod": { version: "4.0.0", integrity: "sha512-a" } };

describe("isInstalled", () => {
  it("is false in a fresh clone and true once stamped", () => {
    lock(zod);
    expect(isInstalled(root)).toBe(false);
    mkdirSync(path.join(root, "node_modules"));
    writeStamp(root);
    expect(isInstalled(root)).toBe(true);
  });

  it("is false again when the lock file has changed since the stamp", () => {
    lock(zod);
    record(zod);
    writeStamp(root);
    lock({ ...zod, "node_modules/hono": { version: "4.0.0" } });
    expect(isInstalled(root)).toBe(false);
  });

  it("takes what a person's own npm install made", () => {
    lock({ "": {}, "core-backend/api": { version: "0.1.0" }, ...zod });
    record(zod);
    expect(isInstalled(root)).toBe(true);
    expect(existsSync(path.join(root, "node_modules", ".assetql-stamp"))).toBe(true);
  });

  it("tells machines of different kinds apart", () => {
    lock(zod);
    expect(stampFor(root, "linux-x64")).not.toBe(stampFor(root, "darwin-arm64"));
  });
});

describe("fitsLock", () => {
  it("misses a package, a version, an integrity", () => {
    expect(fitsLock(zod, {})).toBe(false);
    expect(fitsLock(zod, { "node_modules/zod": { version: "4.0.1", integrity: "sha512-a" } })).toBe(false);
    expect(fitsLock(zod, { "node_modules/zod": { version: "4.0.0", integrity: "sha512-b" } })).toBe(false);
  });

  it("lets optional packages of other machines be absent", () => {
    const optional = { "node_modules/sharp-win32": { version: "1.0.0", optional: true } };
    expect(fitsLock(optional, {})).toBe(true);
  });
});

describe("node", () => {
  it("refuses one that cannot run the bootstrap, with a sentence", () => {
    expect(nodeTooOld("18.19.0")).toMatch(/Node 18.19.0; AssetQL needs Node 20/);
    expect(nodeTooOld("20.0.0")).toBeNull();
  });

  it("is this one when it is new enough, else the one that npm brought", () => {
    expect(pickNode(root, { version: "24.1.0", path: "/usr/bin/node" })).toBe("/usr/bin/node");
    expect(() => pickNode(root, { version: "20.1.0", path: "/usr/bin/node" })).toThrow(
      /has not brought its own/,
    );
    mkdirSync(path.dirname(bundledNodePath(root)), { recursive: true });
    writeFileSync(bundledNodePath(root), "");
    expect(pickNode(root, { version: "20.1.0", path: "/usr/bin/node" })).toBe(bundledNodePath(root));
  });

  it("has another name on Windows", () => {
    expect(path.basename(bundledNodePath(root, "win32"))).toBe("node.exe");
  });
});

describe("npmCommand", () => {
  it("is the npm that runs us, else the one on the path", () => {
    const running = npmCommand({ npm_execpath: "/opt/npm/bin/npm-cli.js" });
    expect(running.command).toBe(process.execPath);
    expect(running.args.slice(0, 2)).toEqual(["/opt/npm/bin/npm-cli.js", "ci"]);
    expect(npmCommand({}, "linux")).toMatchObject({ command: "npm", shell: false });
    expect(npmCommand({}, "win32")).toMatchObject({ command: "npm", shell: true });
    expect(npmCommand({ npm_execpath: "/opt/yarn.js" }, "linux").command).toBe("npm");
  });
});

describe("withInstallLock", () => {
  it("runs one at a time", async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withInstallLock(root, work)));
    expect(most).toBe(1);
    expect(existsSync(path.join(root, ".install-lock"))).toBe(false);
  });

  it("takes over from a process that died", async () => {
    const folder = path.join(root, ".install-lock");
    mkdirSync(folder);
    // No process has a number beyond the largest that any kernel gives.
    writeFileSync(path.join(folder, "owner.json"), JSON.stringify({ pid: 2 ** 30, host: hostname() }));
    await expect(withInstallLock(root, async () => "done")).resolves.toBe("done");
  });

  it("knows who still lives", () => {
    expect(ownerIsGone({ pid: process.pid, host: hostname() }, 0)).toBe(false);
    expect(ownerIsGone({ pid: 2 ** 30, host: hostname() }, 0)).toBe(true);
    expect(ownerIsGone({ pid: 1, host: "elsewhere" }, 60_000)).toBe(false);
    expect(ownerIsGone(null, 1_000)).toBe(false);
    expect(ownerIsGone(null, 60_000)).toBe(true);
  });
});

describe("targets and exit codes", () => {
  it("puts its own arguments before the caller's", () => {
    expect(targetFor("demo", ["--rows", "3"])?.args).toEqual(["demo", "--rows", "3"]);
    expect(targetFor("toString", [])).toBeNull();
    expect(targetFor(undefined, [])).toBeNull();
  });

  it("runs what takes paths where the caller stands, which npm tells at the root only", () => {
    expect(targetFor("samples", ["here"])).toMatchObject({ args: ["here"], takesPaths: true });
    expect(targetFor("test", [])).toMatchObject({ takesPaths: false });
    const byNpm = { INIT_CWD: "/home/me/shop" };
    expect(callerFolder(root, byNpm, root)).toBe("/home/me/shop");
    expect(callerFolder(root, {}, root)).toBe(root);
    expect(callerFolder(root, byNpm, "/home/me/other")).toBe("/home/me/other");
  });

  it("turns a signal into a shell's exit code", () => {
    expect(exitCodeOf(3, null)).toBe(3);
    expect(exitCodeOf(null, "SIGINT")).toBe(130);
    expect(exitCodeOf(null, "SIGTERM")).toBe(143);
  });
});

describe("missingOptionals", () => {
  it("adds what a lock file's packages ask for and it lacks, for the machine in its name", () => {
    const packages = {
      "node_modules/tool": {
        dev: true,
        optionalDependencies: {
          "@tool/cli-darwin-arm64": "1.2.3",
          "@tool/cli-linux-x64": "1.2.3",
          fsevents: "2.0.0",
        },
      },
      "node_modules/@tool/cli-linux-x64": { version: "1.2.3" },
    };
    expect(missingOptionals(packages)).toEqual({
      "node_modules/@tool/cli-darwin-arm64": {
        version: "1.2.3",
        cpu: ["arm64"],
        dev: true,
        optional: true,
        os: ["darwin"],
      },
    });
  });

  it("finds those that are nested", () => {
    const packages = {
      "node_modules/a/node_modules/tool": { optionalDependencies: { "tool-linux-x64": "1.0.0" } },
      "node_modules/a/node_modules/tool-linux-x64": { version: "1.0.0" },
    };
    expect(missingOptionals(packages)).toEqual({});
  });
});
