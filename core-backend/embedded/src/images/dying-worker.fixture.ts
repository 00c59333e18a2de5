import type { ImageTask } from "./image-worker.ts";

/** Does what the bytes say. */
// biome-ignore lint/style/noDefaultExport: piscina wants it
export default function work({ bytes }: ImageTask): unknown {
  const word = Buffer.from(bytes).toString();
  if (word === "exit") process.exit(1);
  if (word === "throw") throw new Error("no luck");
  return { kind: "done", image: {} };
}
