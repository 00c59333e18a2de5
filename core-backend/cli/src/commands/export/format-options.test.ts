import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { exportOptionsFrom, formatOptions } from "./format-options.ts";

const folder = await mkdtemp(path.join(tmpdir(), "assetql-export-options-"));
afterAll(() => rm(folder, { recursive: true }));
const session = { resolve: (file: string) => path.resolve(folder, file) };
/** As commander gives them: text, or `true` for a flag. */
const send = (options: Record<string, string | boolean>) =>
  exportOptionsFrom(session, formatOptions.parse(options));

describe("the options of export create", () => {
  it("are sent as the API has them", async () => {
    await writeFile(path.join(folder, "map.json"), '{"tags": {"blue": "colour-blue"}, "unmapped": "drop"}');
    expect(await send({ textureFormat: "tga", unitypackage: true, pixelsPerUnit: "32" })).toEqual({
      textureFormat: "tga",
      container: "unitypackage",
      pixelsPerUnit: 32,
    });
    expect(await send({ textureType: "texture", maxLongSide: "512" })).toEqual({
      textureType: "texture",
      maxLongSide: 512,
    });
    expect(await send({ largeSize: "1200", imageFormat: "webp", jpegQuality: "70" })).toEqual({
      sizes: { large: 1200 },
      imageFormat: "webp",
      jpegQuality: 70,
    });
    expect(await send({ taxonomy: "map.json", maxLongSide: "800", locale: "de" })).toEqual({
      taxonomy: { tags: { blue: "colour-blue" }, unmapped: "drop" },
      maxLongSide: 800,
      locale: "de",
    });
    expect(await send({ socialFormats: "facebook, twitter" })).toEqual({
      socialFormats: ["facebook", "twitter"],
    });
    expect(await send({})).toEqual({});
  });

  it.each([
    ["none.json", undefined, /Cannot read .*none\.json: there is no such file\./],
    ["broken.json", "{", /broken\.json is not JSON/],
    ["typo.json", '{"tag": {}}', /typo\.json is not a taxonomy mapping such as .*\n {2}the file: .*tag/],
    ["list.json", '{"tags": {"blue": ["a"]}}', /\n {2}tags\.blue: /],
    ["keep.json", '{"unmapped": "maybe"}', /\n {2}unmapped: /],
  ])("say what is wrong with %s", async (name, content, words) => {
    if (content !== undefined) await writeFile(path.join(folder, name), content);
    await expect(send({ taxonomy: name })).rejects.toThrow(words);
  });

  it.each([
    [{ largeSize: "9000" }, "largeSize"],
    [{ jpegQuality: "" }, "jpegQuality"],
    [{ background: "red" }, "background"],
    [{ textureType: "cubemap" }, "textureType"],
    [{ socialFormats: "facebook,myspace" }, "socialFormats"],
  ])("refuse %j", (options, name) => {
    const parsed = formatOptions.safeParse(options);
    expect(parsed.error?.issues.map(({ path: [first] }) => first)).toEqual([name]);
  });
});
