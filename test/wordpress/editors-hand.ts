import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Site } from "../support/wordpress/start-wordpress.ts";

/** A plugin for tests: what an editor does, by REST. */
export const editorsHandFolder = fileURLToPath(new URL("./editors-hand", import.meta.url));

export interface EditorsHand {
  /** No attachments, no featured images. */
  reset(): Promise<void>;
  count(): Promise<number>;
  edit(remoteId: string, field: string): Promise<void>;
  remove(remoteId: string): Promise<void>;
  /** The next request that writes is answered with this status, once. */
  fail(status: number): Promise<void>;
}

export function editorsHand(site: () => Pick<Site, "url">): EditorsHand {
  const act = async (name: string, body: Readonly<Record<string, unknown>> = {}): Promise<unknown> => {
    const answer = await fetch(`${site().url}/wp-json/hand/v1/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return z.object({ result: z.unknown() }).parse(await answer.json()).result;
  };
  return {
    reset: async () => void (await act("reset")),
    count: async () => z.int().parse(await act("count")),
    edit: async (remoteId, field) => void (await act("edit", { remoteId, field })),
    remove: async (remoteId) => void (await act("remove", { remoteId })),
    fail: async (status) => void (await act("fail", { status })),
  };
}
