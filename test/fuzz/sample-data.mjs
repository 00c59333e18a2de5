import { setTimeout } from "node:timers/promises";
import sharp from "sharp";

/**
 * Fills a hub with one of everything, so that operations have something to answer.
 *
 * @param {{ url: string, key: string }} hub
 * @returns {Promise<Record<string, string>>} an id by the tag of the operations whose `id` it can be
 */
export async function makeSampleData({ url, key }) {
  const call = async (method, path, body, ok = true) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body === undefined || isForm ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (ok && !response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? {} : JSON.parse(text);
  };
  const form = new FormData();
  form.set("name", "Sample");
  form.append("references", new Blob([await picture()]), "reference.png");
  const style = await call("POST", "/styles", form);
  const batch = await call("POST", "/batches", {
    name: "Sample",
    styleProfileId: style.id,
    template: "A {subject}",
    csv: "subject,colour\nmug,red\nlamp,blue\ntent,green\n",
    config: { width: 64, height: 64, styleGate: "off" },
  });
  for (let done = false; !done; await setTimeout(200)) {
    done = (await call("GET", `/batches/${batch.id}`)).completedAt !== null;
  }
  const [asset] = (await call("GET", `/assets?batchId=${batch.id}`)).items;
  const [task] = (await call("GET", `/batches/${batch.id}/tasks`)).items;
  const exported = await call("POST", "/export", { platform: "unity", batchId: batch.id });
  await call("POST", `/assets/${asset.id}/comments`, { text: "Fine." });
  await call("POST", `/assets/${asset.id}/regenerate`, { note: "brighter" });
  await call("POST", "/shares", { assetId: asset.id });
  const workspaces = await call("GET", "/workspaces");
  return {
    batches: batch.id,
    styles: style.id,
    assets: asset.id,
    tasks: task.id,
    export: exported.id,
    workspaces: workspaces.items[0]?.id,
  };
}

function picture() {
  const noise = { type: "gaussian", mean: 128, sigma: 30 };
  return sharp({ create: { width: 96, height: 96, channels: 3, noise, background: "#808080" } })
    .png()
    .toBuffer();
}
