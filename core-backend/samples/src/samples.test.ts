import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SampleImage, type SampleTable, sampleCatalogue, sampleIcons, sampleStyles } from "./index.ts";

const drawn = new Map<string, readonly SampleImage[]>();
let written: string;

/** Draws every style here and, at the same time, in another process by the script. */
beforeAll(async () => {
  written = await mkdtemp(join(tmpdir(), "assetql-samples-"));
  const script = fileURLToPath(new URL("../scripts/write-samples.ts", import.meta.url));
  const elsewhere = promisify(execFile)(process.execPath, [script, written]);
  for (const style of sampleStyles) drawn.set(style.id, await style.draw());
  await elsewhere;
});

afterAll(() => rm(written, { recursive: true, force: true }));

describe.each(sampleStyles.map((style) => style.id))("sample style %s", (id) => {
  it("has six references of 512 by 512 opaque pixels, each of its own subject", async () => {
    const images = drawn.get(id)!;
    expect(new Set(images.map(({ name }) => name)).size).toBe(6);
    for (const { name, png } of images) {
      expect(name.startsWith(`${id}-`)).toBe(true);
      const { format, width, height, hasAlpha } = await sharp(png).metadata();
      expect({ format, width, height, hasAlpha }).toEqual({
        format: "png",
        width: 512,
        height: 512,
        hasAlpha: false,
      });
    }
    expect(new Set(images.map(({ png }) => Buffer.from(png).toString("base64"))).size).toBe(6);
  });

  it("draws the same bytes in another process", async () => {
    for (const { name, png } of drawn.get(id)!) {
      const other = await readFile(join(written, id, `${name}.png`));
      expect(other.equals(png)).toBe(true);
    }
  });
});

/** Mean colour and mean detail (Laplacian response) of an image, each 0..255. */
async function traits(png: Uint8Array): Promise<number[]> {
  const colour = (await sharp(png).stats()).channels.map(({ mean }) => mean);
  const laplacian = { width: 3, height: 3, kernel: [0, 1, 0, 1, -4, 1, 0, 1, 0], offset: 128, scale: 1 };
  const detail = (
    await sharp(await sharp(png).greyscale().png({ compressionLevel: 0 }).toBuffer())
      .convolve(laplacian)
      .stats()
  ).channels[0]!;
  return [...colour, 2 * detail.stdev];
}

describe("sample styles together", () => {
  it("differ more between styles than within one", async () => {
    const sets = await Promise.all(
      [...drawn.values()].map((images) => Promise.all(images.map(({ png }) => traits(png)))),
    );
    const centres = sets.map((set) =>
      set[0]!.map((_, k) => set.reduce((sum, one) => sum + one[k]!, 0) / set.length),
    );
    const spread = sets.map(
      (set, s) => set.reduce((sum, one) => sum + distance(one, centres[s]!), 0) / set.length,
    );
    const mean = spread.reduce((sum, one) => sum + one, 0) / spread.length;
    for (const [a, from] of centres.entries()) {
      for (const to of centres.slice(a + 1)) expect(distance(from, to)).toBeGreaterThan(mean);
    }
  });

  it("keep pixel art to sixteen colours in blocks of eight pixels", async () => {
    for (const { png } of drawn.get("pixel-art")!) {
      const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
      const colourAt = (x: number, y: number) => data.readUIntBE((y * 512 + x) * 3, 3);
      const colours = new Set<number>();
      for (let y = 0; y < 512; y += 3) {
        for (let x = 0; x < 512; x += 3) {
          colours.add(colourAt(x, y));
          if (colourAt(x, y) !== colourAt(x - (x % 8), y - (y % 8)))
            expect.fail(`block broken at ${x}, ${y}`);
        }
      }
      expect(colours.size).toBeLessThanOrEqual(16);
    }
  });
});

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

/** Reads quoted CSV without line breaks in cells, which is all the samples use. */
async function readTable({ csvPath }: SampleTable): Promise<Record<string, string>[]> {
  const [header, ...lines] = (await readFile(csvPath, "utf8")).trimEnd().split("\n").map(cells);
  return lines.map((line) => {
    expect(line.length).toBe(header!.length);
    return Object.fromEntries(header!.map((column, i) => [column, line[i]!]));
  });
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}

describe.each([
  ["catalogue", sampleCatalogue, 120],
  ["icons", sampleIcons, 24],
] as const)("sample table %s", (_, table, count) => {
  it("has unique, well-formed SKUs and a full title, subject and material in every row", async () => {
    const rows = await readTable(table);
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map((row) => row.sku)).size).toBe(count);
    for (const row of rows) {
      expect(row.sku).toMatch(/^(NF|EF)-[A-Z]{3}-\d{3}$/);
      expect([row.title, row.subject, row.material].every((cell) => cell && cell === cell.trim())).toBe(true);
    }
  });

  it("has a column for every placeholder and a fallback wherever a cell may be empty", async () => {
    const rows = await readTable(table);
    const placeholders = [...table.template.matchAll(/\{(\w+)(\|[^}]+)?\}/g)];
    expect(placeholders.length).toBeGreaterThan(2);
    for (const [, column, fallback] of placeholders) {
      expect(Object.keys(rows[0]!)).toContain(column);
      if (fallback === undefined) expect(rows.every((row) => row[column!] !== "")).toBe(true);
    }
  });
});

describe("the sample catalogue", () => {
  it("shows what real sheets hold: commas, quotes, other scripts' letters and empty cells", async () => {
    const rows = await readTable(sampleCatalogue);
    const titles = rows.map((row) => row.title!);
    expect(titles.some((title) => title.includes(","))).toBe(true);
    expect(titles.some((title) => title.includes('"'))).toBe(true);
    expect(titles.some((title) => /[^ -~]/.test(title))).toBe(true);
    expect(rows.some((row) => row.colour === "" && row.setting !== "")).toBe(true);
    expect(rows.some((row) => row.setting === "")).toBe(true);
    expect(new Set(rows.map((row) => row.subject)).size).toBeGreaterThanOrEqual(45);
  });
});
