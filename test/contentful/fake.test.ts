import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEntry, type FakeContentful, link, startContentful } from "../support/contentful/index.ts";

let contentful: FakeContentful;
beforeEach(async () => {
  contentful = await startContentful({ requestsPerSecond: 1_000 });
});
afterEach(() => contentful.stop());

const JSON_TYPE = "application/vnd.contentful.management.v1+json";

async function send(
  method: string,
  path: string,
  given: { version?: number; body?: unknown; type?: string; token?: string; contentType?: string } = {},
) {
  const response = await fetch(`http://${contentful.host}/spaces/space1/environments/master${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${given.token ?? contentful.token}`,
      "Content-Type": given.type ?? JSON_TYPE,
      ...(given.version === undefined ? {} : { "X-Contentful-Version": String(given.version) }),
      ...(given.contentType === undefined ? {} : { "X-Contentful-Content-Type": given.contentType }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  const text = await response.text();
  const body = text === "" ? {} : JSON.parse(text);
  return { status: response.status, id: body.sys?.id, body, headers: response.headers };
}
const asset = { fields: { title: { "en-US": "Fox" } } };
const article = (fields: object) => ({ contentType: "article", body: { fields } });

describe("The fake Contentful", () => {
  it("updates, publishes and deletes by version", async () => {
    expect(await send("PUT", "/assets/fox", { body: asset })).toMatchObject({ status: 201 });
    expect(await send("PUT", "/assets/fox", { body: asset })).toMatchObject({
      status: 409,
      id: "VersionMismatch",
    });
    expect(await send("PUT", "/assets/fox", { body: asset, version: 7 })).toMatchObject({ status: 409 });
    expect(await send("PUT", "/assets/fox", { body: asset, version: 1 })).toMatchObject({ status: 200 });
    const unprocessed = await send("PUT", "/assets/fox/published", { version: 2 });
    expect(unprocessed).toMatchObject({ status: 422, id: "ValidationFailed" });
    addEntry(contentful.environment, "post", { fields: { title: { "en-US": "Post" } } });
    expect(await send("DELETE", "/entries/post")).toMatchObject({ status: 400, id: "BadRequest" });
    expect(await send("PUT", "/entries/post/archived")).toMatchObject({ status: 400, id: "BadRequest" });
    expect(await send("DELETE", "/entries/post/published")).toMatchObject({ status: 200 });
    expect(await send("PUT", "/entries/post/archived")).toMatchObject({ status: 200 });
    expect(await send("PUT", "/entries/post/published", { version: 4 })).toMatchObject({ status: 400 });
    expect(await send("DELETE", "/entries/post")).toMatchObject({ status: 204 });
    expect(await send("GET", "/entries/post")).toMatchObject({ status: 404, id: "NotFound" });
  });

  it("checks fields against the content type, and links at publication", async () => {
    const put = (id: string, fields: object) => send("PUT", `/entries/${id}`, article(fields));
    expect(await send("PUT", "/entries/a", { body: {} })).toMatchObject({ status: 400 });
    expect(await put("a", { colour: { "en-US": "red" } })).toMatchObject({ status: 422, id: "InvalidEntry" });
    expect(await put("a", { price: { "en-US": "cheap" } })).toMatchObject({
      status: 422,
      id: "InvalidEntry",
    });
    expect(await put("a", { title: { "fr-FR": "Renard" } })).toMatchObject({ status: 422 });
    expect(await put("a", { slug: { "de-DE": "fuchs" } })).toMatchObject({ status: 422 });
    expect(await put("a", { heroImage: { "en-US": link("Asset", "gone") } })).toMatchObject({ status: 201 });
    expect(await send("PUT", "/entries/a/published", { version: 1 })).toMatchObject({
      status: 422,
      id: "InvalidEntry",
    });
    expect(
      await put("b", { title: { "en-US": "B" }, heroImage: { "en-US": link("Asset", "gone") } }),
    ).toMatchObject({
      status: 201,
    });
    expect(await send("PUT", "/entries/b/published", { version: 1 })).toMatchObject({
      status: 422,
      id: "UnresolvedLinks",
    });
  });

  it("refuses strange ids, content types, tokens, large requests and unknown tags", async () => {
    expect(await send("PUT", "/assets/with%20space", { body: asset })).toMatchObject({ status: 400 });
    expect(await send("PUT", `/assets/${"x".repeat(65)}`, { body: asset })).toMatchObject({ status: 400 });
    expect(await send("PUT", "/assets/a", { body: asset, type: "text/plain" })).toMatchObject({
      status: 415,
    });
    expect(await send("GET", "/assets/a", { token: "no" })).toMatchObject({
      status: 401,
      id: "AccessTokenInvalid",
    });
    const large = { fields: { description: { "en-US": "x".repeat(1024 * 1024) } } };
    expect(await send("PUT", "/assets/a", { body: large })).toMatchObject({ status: 413 });
    const tagged = { ...asset, metadata: { tags: [link("Tag", "gone")] } };
    expect(await send("PUT", "/assets/a", { body: tagged })).toMatchObject({
      status: 422,
      id: "UnresolvedLinks",
    });
  });

  it("limits requests of a second and bulk actions under way", async () => {
    addEntry(contentful.environment, "post", { fields: { title: { "en-US": "Post" } } });
    const items = [{ sys: { type: "Link", linkType: "Entry", id: "post" } }];
    const validate = () => send("POST", "/bulk_actions/validate", { body: { entities: { items } } });
    for (let n = 0; n < 5; n += 1) expect(await validate()).toMatchObject({ status: 201 });
    expect(await validate()).toMatchObject({ status: 429 });
    const many = { entities: { items: Array.from({ length: 201 }, () => items[0]) } };
    expect(await send("POST", "/bulk_actions/validate", { body: many })).toMatchObject({ status: 400 });
    contentful.state.requestsPerSecond = 1;
    const limited = await send("GET", "/tags");
    expect(limited).toMatchObject({ status: 429, id: "RateLimitExceeded" });
    expect(limited.headers.get("X-Contentful-RateLimit-Reset")).toBe("1");
  });

  it("fails the test that asks for what it does not implement", async () => {
    const other = await startContentful();
    const response = await fetch(`http://${other.host}/spaces/space1/roles`, {
      headers: { Authorization: `Bearer ${other.token}` },
    });
    expect(response.status).toBe(501);
    await expect(other.stop()).rejects.toThrow("GET /spaces/space1/roles");
  });
});
