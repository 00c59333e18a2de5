import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blobStoreBattery } from "@assetql/core/testing";
import { createFileBlobStore } from "./blob-store.ts";
import { serveFiles } from "./serve-files.fixture.ts";
import { createUrlSigner, loadSigningKey } from "./signer.ts";

blobStoreBattery("Files", async () => {
  const path = mkdtempSync(join(tmpdir(), "assetql-"));
  let skew = 0;
  let baseUrl = "";
  const signer = createUrlSigner({
    key: loadSigningKey(join(path, "secrets", "url-signing.key")),
    clock: { now: () => Date.now() + skew },
    baseUrl: () => baseUrl,
  });
  const blobs = await createFileBlobStore(join(path, "blobs"), signer);
  const server = await serveFiles({ blobs, signer });
  baseUrl = server.baseUrl;
  return {
    blobs,
    advance: async (milliseconds) => {
      skew += milliseconds;
    },
    async close() {
      await server.close();
      rmSync(path, { recursive: true });
    },
  };
});
