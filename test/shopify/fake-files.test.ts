import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { addFile, addProduct } from "../support/shopify/index.ts";
import {
  CREATE,
  call,
  created,
  jpeg,
  media,
  post,
  product,
  STAGE,
  shopify,
  stage,
  start,
  UPDATE,
  uploaded,
} from "./fake-calls.ts";

describe("staged uploads", () => {
  it("take what was announced, and nothing else", async () => {
    await start();
    const bytes = await jpeg();
    const target = await stage();
    expect((await post(target, bytes, (form) => form.set("key", "tmp/elsewhere"))).status).toBe(403);
    expect((await post(target, bytes, (form) => form.set("Content-Type", "image/png"))).status).toBe(403);
    expect((await post(target, bytes, (form) => form.delete("policy"))).status).toBe(403);
    expect((await post(target, bytes, (form) => form.append("extra", "1"))).status).toBe(403);
    expect((await post(target, Buffer.from("no image"))).status).toBe(400);
    expect((await post(target, await sharp(bytes).png().toBuffer())).status).toBe(400);
    expect((await post(target, bytes)).status).toBe(201);
    const sized = await stage({ fileSize: String(bytes.length + 1) });
    expect((await post(sized, bytes)).status).toBe(400);
    const put = await stage({ httpMethod: "PUT", filename: "b.png", mimeType: "image/png" });
    const png = new Uint8Array(await sharp(bytes).png().toBuffer());
    const send = (type: string) =>
      shopify.handle(new Request(put.url, { method: "PUT", body: png, headers: { "content-type": type } }));
    expect((await send("image/jpeg")).status).toBe(403);
    expect((await send("image/png")).status).toBe(200);
    const { data } = await call(STAGE, {
      input: [{ filename: "a.exe", mimeType: "x/y", resource: "IMAGE" }],
    });
    expect(data.stagedUploadsCreate).toMatchObject({
      stagedTargets: [{ url: null }],
      userErrors: [{ field: ["input", "0", "mimeType"] }],
    });
  });
});

describe("files", () => {
  it("are processed in the background, and served under their names when READY", async () => {
    await start();
    const bytes = await jpeg();
    const { node } = await created({
      originalSource: await uploaded(bytes),
      filename: "mug-red.jpg",
      alt: "A mug",
    });
    expect(node.image).toMatchObject({ width: 12, height: 10 });
    expect(node.image.url).toMatch(/^https:\/\/cdn\.shopify\.com\/s\/files\/.*\/mug-red\.jpg\?v=\d+$/);
    const served = await shopify.handle(new Request(node.image.url));
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
    const copy = await created({ originalSource: node.image.url, filename: "copy.jpg" });
    expect(copy.node.image.url).toMatch(/copy\.jpg/);
  });

  it("fail for a reason: no upload, a fault, a name that is taken", async () => {
    await start();
    shopify.mediaFault = (name) => (name === "bad.jpg" ? "IMAGE_PROCESSING_FAILURE" : undefined);
    const codes: unknown[] = [];
    const empty = (await stage()).resourceUrl;
    for (const [filename, originalSource] of [
      ["empty.jpg", empty],
      ["bad.jpg", undefined],
      ["good.jpg", undefined],
      ["good.jpg", undefined],
    ] as const) {
      const { node } = await created({ filename, ...(originalSource && { originalSource }) });
      codes.push(node.fileErrors[0]?.code ?? node.fileStatus);
    }
    expect(codes).toEqual([
      "IMAGE_DOWNLOAD_FAILURE",
      "IMAGE_PROCESSING_FAILURE",
      "READY",
      "DUPLICATE_FILENAME_ERROR",
    ]);
    const uuid = await created({ filename: "good.jpg", duplicateResolutionMode: "APPEND_UUID" });
    expect(uuid.node.image.url).toMatch(/\/good_[0-9a-f-]{36}\.jpg/);
    const { data } = await call(
      "query F($query: String!) { files(first: 9, query: $query) { nodes { fileStatus } } }",
      { query: "filename:good* -filename:good_*" },
    );
    expect(data.files.nodes).toEqual([{ fileStatus: "READY" }, { fileStatus: "FAILED" }]);
  });

  it("are refused as a whole for one mistake", async () => {
    await start({ duplicateNames: "refused" });
    addFile(shopify.state, { fileName: "taken.jpg" });
    const originalSource = await uploaded();
    const good = { originalSource, filename: "good.jpg", contentType: "IMAGE" };
    const refused = async (file: Record<string, unknown>) => {
      const { data } = await call(CREATE, { files: [good, { ...good, ...file }] });
      expect(data.fileCreate.files).toEqual([]);
      return data.fileCreate.userErrors[0];
    };
    const name = ["files", "1", "filename"];
    expect(await refused({ filename: "a.png" })).toEqual({
      code: "MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE",
      field: name,
    });
    const taken = { filename: "TAKEN.jpg", duplicateResolutionMode: "RAISE_ERROR" };
    expect(await refused(taken)).toEqual({ code: "FILENAME_ALREADY_EXISTS", field: name });
    expect((await refused({ alt: "x".repeat(513) })).code).toBe("ALT_VALUE_LIMIT_EXCEEDED");
    expect((await refused({ originalSource: "nonsense" })).code).toBe("INVALID_IMAGE_SOURCE_URL");
    const replace = { duplicateResolutionMode: "REPLACE", filename: null };
    expect((await refused(replace)).code).toBe("MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE");
    expect(shopify.state.files.size).toBe(1);
  });

  it("are attached at the end, detached from variants too, renamed and deleted", async () => {
    await start();
    const { state } = shopify;
    const mug = addProduct(state, { id: "1", media: [{}, {}], variants: [{ media: 0 }] });
    const [front, back] = mug.media;
    const file = addFile(state, { fileName: "new.png" });
    const update = async (input: Record<string, unknown>) =>
      (await call(UPDATE, { files: [{ id: media(file.id), ...input }] })).data.fileUpdate.userErrors;
    expect(await update({ referencesToAdd: [product("1")], alt: "New" })).toEqual([]);
    expect(mug.media).toEqual([front, back, file.id]);
    expect((await update({ filename: "new.jpg" }))[0].code).toBe("INVALID_FILENAME_EXTENSION");
    expect(await update({ filename: "newer.png" })).toEqual([]);
    expect(file).toMatchObject({
      alt: "New",
      fileName: "newer.png",
      url: expect.stringMatching(/newer\.png/),
    });
    const remove = [{ id: media(front), referencesToRemove: [product("1")] }];
    expect((await call(UPDATE, { files: remove })).data.fileUpdate.userErrors).toEqual([]);
    expect(mug.media).toEqual([back, file.id]);
    expect(mug.variants[0]?.mediaId).toBeNull();
    expect(state.files.has(front ?? "")).toBe(true);
    const DELETE =
      "mutation D($ids: [ID!]!) { fileDelete(fileIds: $ids) { deletedFileIds userErrors { code } } }";
    expect((await call(DELETE, { ids: [media(file.id), media("99")] })).data.fileDelete).toEqual({
      deletedFileIds: null,
      userErrors: [{ code: "FILE_DOES_NOT_EXIST" }],
    });
    expect((await call(DELETE, { ids: [media(file.id)] })).data.fileDelete.deletedFileIds).toEqual([
      media(file.id),
    ]);
    expect(mug.media).toEqual([back]);
  });

  it("keep their preview alone when their content is replaced, until that is acknowledged", async () => {
    await start();
    const file = addFile(shopify.state, { fileName: "mug.png" });
    const one = { id: media(file.id), originalSource: await uploaded() };
    const { data } = await call(UPDATE, { files: [one, { id: media(file.id), alt: "Twice" }] });
    expect(data.fileUpdate).toEqual({ files: [{ id: media(file.id), alt: "Twice" }], userErrors: [] });
    const READ =
      "query R($id: ID!) { node(id: $id) { ... on MediaImage { fileStatus image { url } preview { image { url } } } } }";
    const image = { url: expect.stringMatching(/\/mug\.png\?v=/) };
    const read = async () => (await call(READ, { id: media(file.id) })).data.node;
    expect(await read()).toEqual({ fileStatus: "READY", image: null, preview: { image } });
    file.status = "FAILED";
    expect(await acknowledged(file.id)).toEqual([]);
    expect(await read()).toEqual({ fileStatus: "READY", image, preview: { image } });
  });

  it("that are not there, or have never been READY, have no failed update to acknowledge", async () => {
    await start();
    expect(await acknowledged("99")).toEqual([{ code: "FILE_DOES_NOT_EXIST", field: ["fileIds"] }]);
    for (const status of ["UPLOADED", "PROCESSING", "FAILED"] as const) {
      const { id } = addFile(shopify.state, { status });
      expect(await acknowledged(id)).toEqual([{ code: "NON_READY_STATE", field: ["fileIds"] }]);
    }
  });

  it("are not changed unless READY, nor beyond what a product may show", async () => {
    await start();
    const { state } = shopify;
    const codes = async (files: unknown) =>
      (await call(UPDATE, { files })).data.fileUpdate.userErrors.map(
        (error: { code: string; field: string[] }) => [error.code, error.field.join(".")],
      );
    const young = addFile(state, { status: "PROCESSING" });
    const full = addProduct(state, { id: "1", media: Array.from({ length: 250 }, () => ({})) });
    const ready = addFile(state);
    const one = { id: media(ready.id) };
    expect(await codes([{ id: media(young.id), alt: "x" }])).toEqual([["NON_READY_STATE", "files"]]);
    expect(await codes([one, { id: media("999"), alt: "x" }])).toEqual([["FILE_DOES_NOT_EXIST", "files"]]);
    const nowhere = [{ ...one, referencesToAdd: [product("9")] }];
    expect(await codes(nowhere)).toEqual([["REFERENCE_TARGET_DOES_NOT_EXIST", "files"]]);
    expect(await codes([{ ...one, referencesToAdd: [product("1")] }])).toEqual([
      ["PRODUCT_MEDIA_LIMIT_EXCEEDED", "files"],
    ]);
    expect(full.media).toHaveLength(250);
    const long = [
      { ...one, alt: "kept out".repeat(100) },
      { id: media(full.media[0]), alt: "goes in" },
    ];
    expect(await codes(long)).toEqual([["ALT_VALUE_LIMIT_EXCEEDED", "files.0.alt"]]);
    expect(state.files.get(full.media[0] ?? "")?.alt).toBe("goes in");
  });
});

async function acknowledged(id: string): Promise<unknown> {
  const query = `mutation A($ids: [ID!]!) {
    fileAcknowledgeUpdateFailed(fileIds: $ids) { files { id } userErrors { code field } }
  }`;
  const { data } = await call(query, { ids: [media(id)] });
  return data.fileAcknowledgeUpdateFailed.userErrors;
}
