import { describe, expect, it } from "vitest";
import { readShopImage, ShopImageError } from "./read-shop-image.server.ts";
import { REFERENCE_LIMITS } from "./reference-files.ts";

/** Answers each request with this, and remembers what was asked for. */
function answering(answer: () => Response) {
  const asked: { url: string; redirect: RequestRedirect | undefined }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push({ url: String(input), redirect: init?.redirect });
    return answer();
  };
  return { asked, fetch };
}

const picture = "https://cdn.shopify.com/s/files/1/products/Blue%20mug.jpg?v=1";

describe("an image of the shop", () => {
  it("is read from Shopify's store of files, smaller than it may be", async () => {
    const { asked, fetch } = answering(() => new Response("bytes"));
    const read = await readShopImage(picture, fetch);
    expect(read.name).toBe("Blue mug.jpg");
    expect(Buffer.from(read.bytes).toString()).toBe("bytes");
    expect(asked).toEqual([{ url: `${picture}&width=1600`, redirect: "error" }]);
  });

  it.each([
    "https://example.com/mug.jpg",
    "http://cdn.shopify.com/mug.jpg",
    "https://cdn.shopify.com:8443/mug.jpg",
    "https://user@cdn.shopify.com/mug.jpg",
    "https://cdn.shopify.com.evil.example/mug.jpg",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "mug.jpg",
  ])("is not read from anywhere else, as from %s", async (address) => {
    const { asked, fetch } = answering(() => new Response("secret"));
    await expect(readShopImage(address, fetch)).rejects.toBeInstanceOf(ShopImageError);
    expect(asked).toEqual([]);
  });

  it("that is gone, or does not end, is told by its name", async () => {
    const gone = answering(() => new Response("", { status: 404 }));
    await expect(readShopImage(picture, gone.fetch)).rejects.toMatchObject({ fileName: "Blue mug.jpg" });
    const chunk = new Uint8Array(1_000_000);
    let sent = 0;
    const endless = answering(
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              sent += chunk.byteLength;
              controller.enqueue(chunk);
            },
          }),
        ),
    );
    await expect(readShopImage(picture, endless.fetch)).rejects.toBeInstanceOf(ShopImageError);
    expect(sent).toBeLessThan(REFERENCE_LIMITS.bytes + 5_000_000);
  });
});
