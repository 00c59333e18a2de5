import { expect, it } from "vitest";
import { relayLinks } from "./image-links.ts";

const service = "https://sync.example.com/assetql";

it("leads signed links of the hub through the service, wherever they are in an answer", () => {
  const link =
    "http://127.0.0.1:4747/files/thumbnails/bat_1/ast_1.v1.webp?expires=9&method=GET&signature=x-_";
  const through = `${service}/contentful/app/files/thumbnails/bat_1/ast_1.v1.webp?expires=9&method=GET&signature=x-_`;
  const answer = { items: [{ id: "ast_1", urls: { image: link, thumbnail: link } }], note: null, count: 2 };
  expect(relayLinks(answer, service)).toEqual({
    items: [{ id: "ast_1", urls: { image: through, thumbnail: through } }],
    note: null,
    count: 2,
  });
});

it("leaves every other text as it is", () => {
  for (const text of [
    "A picture of /files/ and signature=",
    "https://bucket.s3.amazonaws.com/raw/a.png?X-Amz-Signature=1",
    "http://127.0.0.1:4747/files/uploads/u?method=PUT&signature=x",
    "https://shop.example/files/a.png",
    "http://[::bad/files/?method=GET&signature=x",
  ]) {
    expect(relayLinks(text, service)).toBe(text);
  }
});
