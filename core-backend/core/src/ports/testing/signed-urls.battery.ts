import { describe, expect, it } from "vitest";
import { type BlobStoreHarness, newFolder, text } from "./blob-store-harness.ts";

type Harness = () => BlobStoreHarness;

export function describeSignedUrls(harness: Harness): void {
  describe("signed URLs", () => {
    describeReadUrls(harness);
    describeUploadUrls(harness);
  });
}

const isRefused = (response: Response) => response.status >= 400 && response.status < 500;

/** The URL with one character of its path or query changed, for each of some. */
function tamperings(url: string): string[] {
  const start = new URL(url).origin.length + 1;
  const changed: string[] = [];
  for (let at = start; at < url.length; at += 3) {
    const other = url[at] === "1" ? "2" : "1";
    changed.push(url.slice(0, at) + other + url.slice(at + 1));
  }
  return [...changed, url.slice(0, -1), url.replace(/\?.*/, "")];
}

function describeReadUrls(harness: Harness): void {
  it("read the blob, without any other credential", async () => {
    const { blobs } = harness();
    const key = `${newFolder()}/image.png`;
    await blobs.put(key, text("not really an image"), { contentType: "image/png" });
    const url = await blobs.signedReadUrl(key, { expiresInSeconds: 60 });
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(await response.text()).toBe("not really an image");
    const part = await fetch(url, { headers: { range: "bytes=4-9" } });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe("really");
  });

  it("name the file a browser saves", async () => {
    const { blobs } = harness();
    const key = `${newFolder()}/a.zip`;
    await blobs.put(key, text("zip"));
    const options = { expiresInSeconds: 60, downloadName: 'Kůň "1".zip' };
    const response = await fetch(await blobs.signedReadUrl(key, options));
    const disposition = response.headers.get("content-disposition");
    expect(disposition).toMatch(/^attachment;/);
    expect(disposition).toContain("filename*=UTF-8''K%C5%AF%C5%88%20%221%22.zip");
    await response.body?.cancel();
  });

  it("end when they expire", async () => {
    const { blobs, advance } = harness();
    const key = `${newFolder()}/a.txt`;
    await blobs.put(key, text("a"));
    const url = await blobs.signedReadUrl(key, { expiresInSeconds: 60 });
    await advance(58_000);
    expect((await fetch(url)).status).toBe(200);
    await advance(4_000);
    const late = await fetch(url);
    expect(isRefused(late)).toBe(true);
    expect(await late.text()).not.toContain("a.txt");
  });

  it("are refused when anything in them was changed", async () => {
    const { blobs } = harness();
    const key = `${newFolder()}/a.txt`;
    await blobs.put(key, text("a"));
    const url = await blobs.signedReadUrl(key, { expiresInSeconds: 60, downloadName: "a.txt" });
    for (const changed of tamperings(url)) {
      const response = await fetch(changed);
      expect(isRefused(response), changed).toBe(true);
      await response.body?.cancel();
    }
  });

  it("do not upload, and upload URLs do not read", async () => {
    const { blobs } = harness();
    const key = `${newFolder()}/a.txt`;
    const read = await blobs.signedReadUrl(key, { expiresInSeconds: 60 });
    expect(isRefused(await fetch(read, { method: "PUT", body: "x" }))).toBe(true);
    expect(await blobs.head(key)).toBeUndefined();
    await blobs.put(key, text("a"));
    const upload = await blobs.signedUploadUrl(key, { expiresInSeconds: 60, maxBytes: 10 });
    expect(isRefused(await fetch(upload))).toBe(true);
  });

  it("live at most 7 days", async () => {
    const { blobs } = harness();
    const key = `${newFolder()}/a.txt`;
    for (const expiresInSeconds of [0, -1, 604_801, Number.NaN]) {
      await expect(blobs.signedReadUrl(key, { expiresInSeconds })).rejects.toThrow(RangeError);
    }
    expect(await blobs.signedReadUrl(key, { expiresInSeconds: 604_800 })).toMatch(/^https?:/);
  });
}

function describeUploadUrls(harness: Harness): void {
  const put = (url: string, body: string) => fetch(url, { method: "PUT", body });
  const options = { expiresInSeconds: 60, maxBytes: 10 };

  it("take one upload, and no second", async () => {
    const { blobs } = harness();
    const key = `${newFolder()}/upload.png`;
    const url = await blobs.signedUploadUrl(key, options);
    const first = await put(url, "1234567890");
    expect([200, 201]).toContain(first.status);
    const second = await put(url, "second");
    expect([409, 412]).toContain(second.status);
    expect(Buffer.from((await blobs.read(key)) ?? []).toString()).toBe("1234567890");
  });

  it("refuse a longer body, announced or not, and keep nothing of it", async () => {
    const { blobs } = harness();
    const key = `${newFolder()}/upload.png`;
    const url = await blobs.signedUploadUrl(key, options);
    expect(isRefused(await put(url, "12345678901"))).toBe(true);
    const unannounced = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 20; at += 1) controller.enqueue(text("x".repeat(10_000)));
        controller.close();
      },
    });
    // A server may answer, or close the connection on a sender that goes on.
    const init = { method: "PUT", body: unannounced, duplex: "half" as const };
    const request = fetch(url, init);
    const response = await request.catch(() => undefined);
    expect(response === undefined || isRefused(response)).toBe(true);
    expect(await blobs.head(key)).toBeUndefined();
    expect((await put(url, "fits")).ok).toBe(true);
  });

  it("end when they expire, and are refused when changed", async () => {
    const { blobs, advance } = harness();
    const key = `${newFolder()}/upload.png`;
    const url = await blobs.signedUploadUrl(key, options);
    for (const changed of tamperings(url)) expect(isRefused(await put(changed, "x")), changed).toBe(true);
    await advance(62_000);
    expect(isRefused(await put(url, "x"))).toBe(true);
    expect(await blobs.head(key)).toBeUndefined();
  });
}
