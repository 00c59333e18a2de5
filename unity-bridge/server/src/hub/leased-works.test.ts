import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiProblemError } from "@assetql/client";
import { workIdSchema } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLeasedWorks } from "./leased-works.ts";

const checkout = "0123456789abcdef0123456789abcdef";
const [one, two] = ["wrk_leased-1", "wrk_leased-2"].map((id) => workIdSchema.parse(id)) as [never, never];
const lost = new ApiProblemError({
  type: "/problems/lease-lost",
  title: "The work is no longer leased to this host",
  status: 409,
  code: "lease-lost",
  detail: "Another host has this work now.",
});

let folder: string;
let given: { id: string; host: string; released: boolean | undefined }[];
let answer: (id: string) => void;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-works-"));
  given = [];
  answer = () => undefined;
});
afterEach(() => rm(folder, { recursive: true }));

const open = (host: string, hub = "http://127.0.0.1:1") =>
  openLeasedWorks(
    {
      async complete(id, { host: by, result }) {
        answer(id);
        given.push({ id, host: by, released: result.released });
      },
    },
    { folder, checkout, hub, host },
  );

describe("the works that a bridge has leased", () => {
  it("are given back by its successor, in its name, but for those that it gave back itself", async () => {
    const works = await open("first");
    await Promise.all([works.took(one), works.took(two)]);
    await works.gave(one);
    await open("second");
    expect(given).toEqual([{ id: two, host: "first", released: true }]);
    await open("third");
    expect(given).toHaveLength(1);
  });

  it("that others have by now are no trouble, and a hub that is away is", async () => {
    await (await open("first")).took(one);
    answer = () => {
      throw new Error("nobody answers");
    };
    await expect(open("second")).rejects.toThrow("nobody answers");
    answer = () => {
      throw lost;
    };
    await open("second");
    answer = () => undefined;
    await open("third");
    expect(given).toEqual([]);
  });

  it("of another hub are left alone, and so is what cannot be read", async () => {
    await (await open("first")).took(one);
    await open("second", "http://127.0.0.1:2");
    await writeFile(join(folder, "works", `${checkout}.json`), "{");
    await open("third");
    expect(given).toEqual([]);
  });

  it("are readable by their user alone", async () => {
    await open("first");
    const path = join(folder, "works", `${checkout}.json`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ host: "first", works: [] });
  });
});
