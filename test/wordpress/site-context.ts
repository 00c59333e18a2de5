import type { ChangeContext, ImageFile } from "@assetql/connector-sdk";
import sharp from "sharp";

export interface SiteContextOptions<Config, Credentials> {
  readonly config: Config;
  readonly credentials: Credentials;
  readonly targetId?: string;
}

export interface SiteContext<Config, Credentials> extends ChangeContext<Config, Credentials> {
  /** As in `GET /wp-json/wp/v2/posts`, in order. */
  readonly requests: readonly string[];
  readonly slowedBy: readonly number[];
}

/** What the host gives a connector, without pace, journal and retries: for one call at a time. */
export function siteContext<Config, Credentials>(
  options: SiteContextOptions<Config, Credentials>,
): SiteContext<Config, Credentials> {
  const requests: string[] = [];
  const slowedBy: number[] = [];
  return {
    requests,
    slowedBy,
    targetId: options.targetId ?? "tgt_test",
    config: options.config,
    credentials: async () => options.credentials,
    signal: new AbortController().signal,
    log() {},
    now: () => Date.now(),
    paced: (call) => call(),
    slowDown: ({ pauseMs = 0 }) => slowedBy.push(pauseMs),
    fetch(url, { timeoutMs: _, ...init } = {}) {
      requests.push(`${init.method ?? "GET"} ${new URL(url).pathname}`);
      return fetch(url, { ...init, redirect: "manual" });
    },
    publicationId: "pub_test",
    step: (_key, run) => run(),
    image: () => testImage({ width: 64 }),
  };
}

export async function testImage({
  width,
  background = "teal",
}: {
  readonly width: number;
  readonly background?: string;
}): Promise<ImageFile> {
  const image = sharp({ create: { width, height: 48, channels: 3, background } });
  return {
    bytes: new Uint8Array(await image.jpeg().toBuffer()),
    contentType: "image/jpeg",
    fileName: "blue-mug.jpg",
  };
}
