import { MULTIPART_LIMIT_BYTES } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome, problemOf, styleForm } from "./api-home.ts";

let home: ApiHome;
beforeAll(async () => {
  home = await openApiHome();
});
afterAll(() => home.dispose());

const post = (sent: object) => home.send("POST", "/api/v1/styles", { key: home.keys.creator, ...sent });
const refusal = async (response: Response) => [response.status, (await problemOf(response)).code];

describe("forms", () => {
  it("bring files and members, some of them as JSON", async () => {
    const fields = { deviationThreshold: "0.5", lockedParameters: '["colorPalette"]' };
    const response = await post({ body: styleForm([home.image, home.image], fields) });

    expect(response.status).toBe(201);
    const style = (await response.json()) as Record<string, unknown>;
    expect(response.headers.get("Location")).toBe(`/api/v1/styles/${style.id}`);
    expect(style).toMatchObject({
      name: "Noise",
      deviationThreshold: 0.5,
      lockedParameters: ["colorPalette"],
    });
    expect(style.references).toMatchObject([{ name: "reference-0.png" }, { name: "reference-1.png" }]);
  });

  it("say which upload to use for a file that is too large", async () => {
    const response = await post({ body: styleForm([new Uint8Array(MULTIPART_LIMIT_BYTES + 1)]) });
    expect(response.status).toBe(413);
    expect((await problemOf(response)).detail).toMatch(/"reference-0.png".*8 MB.*POST \/api\/v1\/uploads/);
  });

  it("are stopped at their limit while they are read, whatever Content-Length says", async () => {
    let sent = 0;
    const chunk = new Uint8Array(4_000_000);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const headers = {
      Authorization: `Bearer ${home.keys.creator}`,
      "Content-Type": "multipart/form-data; boundary=x",
      "Content-Length": "10",
    };
    const init = { method: "POST", body, headers, duplex: "half" } as const;
    const request = new Request("http://hub.test/api/v1/styles", init);

    expect(await refusal(await home.app.fetch(request))).toEqual([413, "payload-too-large"]);
    expect(sent).toBeLessThan(80_000_000);
  });

  it.each([
    ["cut off", '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nNoi'],
    ["without its boundary", "name=Noise"],
    ["empty", ""],
  ])("that are %s are refused", async (_, body) => {
    const response = await post({ body, headers: { "Content-Type": "multipart/form-data; boundary=x" } });
    expect(await refusal(response)).toEqual([400, "body-invalid"]);
  });

  it("are refused when their sender stops in the middle", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
    const headers = {
      Authorization: `Bearer ${home.keys.creator}`,
      "Content-Type": "multipart/form-data; boundary=x",
    };
    const init = { method: "POST", body, headers, duplex: "half" } as const;
    const response = await home.app.fetch(new Request("http://hub.test/api/v1/styles", init));
    expect(await refusal(response)).toEqual([400, "body-invalid"]);
  });

  it("are refused with too many files, files of other names, members twice and broken JSON", async () => {
    const many = styleForm(Array.from({ length: 21 }, () => home.image));
    const other = styleForm([home.image]);
    other.append("constructor", new Blob(["x"]), "x.png");
    const twice = styleForm([home.image]);
    twice.append("name", "Again");
    expect(await refusal(await post({ body: many }))).toEqual([400, "request-invalid"]);
    expect(await refusal(await post({ body: other }))).toEqual([400, "request-invalid"]);
    expect(await refusal(await post({ body: twice }))).toEqual([400, "request-invalid"]);
    const broken = styleForm([home.image], { lockedParameters: "[" });
    expect(await refusal(await post({ body: broken }))).toEqual([400, "body-invalid"]);
  });

  it("with what is no image are refused as such", async () => {
    const response = await post({ body: styleForm([new TextEncoder().encode("<svg/>")]) });
    expect(await refusal(response)).toEqual([422, "image-format-unsupported"]);
  });
});
