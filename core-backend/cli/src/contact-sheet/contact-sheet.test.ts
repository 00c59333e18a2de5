import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ContactSheet, gradeOf } from "./contact-sheet.ts";
import { writeContactSheet } from "./write-contact-sheet.ts";

const evil = `<script>alert("x")</script>`;
const escaped = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;";

let folder: string;
let thumbnail: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-sheet-"));
  thumbnail = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#8aa" } })
    .jpeg()
    .toBuffer();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function sheetOf(count: number): ContactSheet {
  return {
    title: evil,
    template: evil,
    facts: [{ name: evil, value: evil }],
    style: { name: evil, palette: ["#112233"], references: [{ name: evil, thumbnail }] },
    gate: 0.85,
    images: Array.from({ length: count }, (_, at) => ({
      row: at + 1,
      sku: evil,
      title: evil,
      altText: `" onerror="alert(1)`,
      prompt: evil,
      score: {
        score: 0.9,
        rawCosine: 0.9,
        parts: { palette: 1, composition: 0.9, texture: 0.8, lighting: 0.7, embedding: 0.6 },
        encoder: { id: "e", version: "1" },
      },
      tries: 2,
      thumbnail,
      file: `images/000${at + 1}-a.png`,
    })),
    failures: [{ row: 9, prompt: evil, reason: evil, bestScore: 0.5 }],
    provenance: evil,
    attribution: [evil],
  };
}

describe("writeContactSheet", () => {
  it("escapes data wherever it goes, and lets no script but its own run", async () => {
    const { html } = await writeContactSheet(path.join(folder, "small"), sheetOf(2));
    const page = await readFile(html, "utf8");
    expect(page).toContain(escaped);
    expect(page).not.toContain(evil);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('alt="&quot; onerror=&quot;alert(1)"');
    expect(page).toMatch(/script-src &#39;sha256-[A-Za-z0-9+/]+=*&#39;/);
  });

  it("carries its thumbnails, and draws the same as a picture", async () => {
    const { html, png } = await writeContactSheet(path.join(folder, "inline"), sheetOf(3));
    expect((await readFile(html, "utf8")).match(/src="data:image\/jpeg;base64,/g)).toHaveLength(4);
    expect(await readdir(path.dirname(html))).toEqual(["contact-sheet.html", "contact-sheet.png"]);
    const { width = 0, height = 0, format } = await sharp(png).metadata();
    expect(format).toBe("png");
    expect(width).toBe(1920);
    expect(height).toBeGreaterThan(500);
  });

  it("puts thumbnails beside the page when there are many", async () => {
    const { html } = await writeContactSheet(path.join(folder, "many"), sheetOf(3), 2);
    expect(await readFile(html, "utf8")).toContain('src="thumbnails/3.jpg"');
    expect(await readdir(path.join(path.dirname(html), "thumbnails"))).toEqual(["1.jpg", "2.jpg", "3.jpg"]);
  });
});

describe("gradeOf", () => {
  it("has three steps above the gate and two below", () => {
    const grades = [1, 0.91, 0.85, 0.8, 0.5].map((score) => gradeOf(score, 0.85));
    expect(grades).toEqual(["excellent", "good", "pass", "near", "low"]);
  });
});
