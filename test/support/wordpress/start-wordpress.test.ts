import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { wordpressAvailable } from "./available.ts";
import { type Site, startWordPress } from "./start-wordpress.ts";

describe.skipIf(!wordpressAvailable())("a real WordPress", () => {
  it.for(["6.2", "6.5", "6.6-RC3"] as const)("%s answers REST calls, uploads and code", async (version) => {
    const site = await startWordPress({ version });
    try {
      const me = await fetch(`${site.url}/wp-json/wp/v2/users/me?context=edit`, {
        headers: site.authorization,
      });
      expect(await me.json()).toMatchObject({ roles: ["administrator"] });
      expect(await site.eval("echo get_bloginfo('version');")).toContain(version.slice(0, 3));
      expect(await uploadWide(site)).toContain("medium");
      const script = await fetch(`${site.url}/wp-includes/js/dist/components.min.js`);
      expect(script.status).toBe(200);
    } finally {
      await site.stop();
    }
    await expect(fetch(site.url)).rejects.toThrow();
  });
});

/** Names of the sizes that WordPress makes of a wide image. */
async function uploadWide(site: Site): Promise<string[]> {
  const image = sharp({ create: { width: 1200, height: 600, channels: 3, background: "teal" } });
  const body = new Uint8Array(await image.jpeg().toBuffer());
  const headers = {
    ...site.authorization,
    "Content-Type": "image/jpeg",
    "Content-Disposition": 'attachment; filename="wide.jpg"',
  };
  const answer = await fetch(`${site.url}/wp-json/wp/v2/media`, { method: "POST", headers, body });
  const media = z.object({ media_details: z.object({ sizes: z.record(z.string(), z.unknown()) }) });
  return Object.keys(media.parse(await answer.json()).media_details.sizes);
}
