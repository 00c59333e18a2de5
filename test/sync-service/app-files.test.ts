import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSyncService, SettingsError } from "@assetql/sync-service";
import { expect, it, onTestFinished } from "vitest";

// No hub answers there: the files do not wait for one.
const options = { hubUrl: "http://127.0.0.1:9", apiKey: "aql_0123456789", port: 0, log: () => undefined };

it("serves the built app to Contentful's pages alone, and refuses to start with a folder that has none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "assetql-app-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const contentfulApp = { folder };
  const wrong = createSyncService({ ...options, contentfulApp });
  await expect(wrong).rejects.toThrow(SettingsError);
  await expect(wrong).rejects.toThrow(`ASSETQL_CONTENTFUL_APP_FOLDER: ${folder} has no index.html`);

  await writeFile(join(folder, "index.html"), "<!doctype html><title>AssetQL</title>");
  await writeFile(join(folder, "app.js"), "export {};");
  await writeFile(join(folder, ".env"), "SECRET=1");
  const service = await createSyncService({ ...options, contentfulApp });
  onTestFinished(() => service.stop());
  const at = (path: string) => fetch(`${service.url}/contentful/app/ui${path}`);
  const page = await at("/");
  expect([page.status, await page.text()]).toEqual([200, "<!doctype html><title>AssetQL</title>"]);
  expect(page.headers.get("content-security-policy")).toMatch(
    /script-src 'self';.*frame-ancestors https:\/\/app\.contentful\.com /,
  );
  expect(page.headers.get("cache-control")).toBe("no-cache");
  expect((await at("/app.js")).headers.get("content-type")).toMatch(/javascript/);
  expect((await at("")).url).toBe(`${service.url}/contentful/app/ui/`);
  for (const path of ["/nothing.js", "/.env", "/..%2f..%2fetc/passwd"]) {
    expect([path, (await at(path)).status]).toEqual([path, 404]);
  }
});
