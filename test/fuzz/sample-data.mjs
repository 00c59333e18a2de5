import { setTimeout } from "node:timers/promises";
import sharp from "sharp";

/**
 * Fills a hub with one of everything, so that operations have something to answer.
 *
 * @param {{ url: string, key: string }} hub
 * @param {{ name: string, shelf: string }} made - the name of what is made, and a folder to publish to
 * @returns {Promise<{ kept: Record<string, string>, lost: Record<string, string> }>} ids by the path they belong to;
 *   those that may be lost take the place of what the run itself needs
 */
export async function makeSampleData({ url, key }, { name, shelf }) {
  const call = async (method, path, body) => {
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
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? {} : JSON.parse(text);
  };
  const form = new FormData();
  form.set("name", name);
  form.append("references", new Blob([await picture()]), "reference.png");
  const style = await call("POST", "/styles", form);
  const input = {
    styleProfileId: style.id,
    template: "A {subject}",
    csv: "subject,colour\nmug,red\nlamp,blue\ntent,green\n",
    config: { width: 64, height: 64, styleGate: "off" },
  };
  const schedule = await call("POST", "/schedules", { name, cron: "0 3 1 1 *", batch: input });
  const batch = await call("POST", "/batches", { ...input, name });
  for (let done = false; !done; await setTimeout(200)) {
    done = (await call("GET", `/batches/${batch.id}`)).completedAt !== null;
  }
  const [asset, other] = (await call("GET", `/assets?batchId=${batch.id}`)).items;
  const [task] = (await call("GET", `/batches/${batch.id}/tasks`)).items;
  const exported = await call("POST", "/export", { platform: "unity", batchId: batch.id });
  await call("POST", `/assets/${asset.id}/comments`, { text: "Fine." });
  await call("POST", `/assets/${asset.id}/regenerate`, { note: "brighter" });
  await call("POST", "/shares", { assetId: asset.id });
  await call("POST", `/assets/${other.id}/approve`);
  const target = await call("POST", "/targets", { name, connector: "folder", config: { folder: shelf } });
  const publication = await call("POST", "/publications", { targetId: target.id, assetIds: [other.id] });
  const webhook = await call("POST", "/webhooks", { url: "http://127.0.0.1:9/hook" });
  await call("POST", `/webhooks/${webhook.id}/test`);
  const spareKey = await call("POST", "/api-keys", { name: "Spare", role: "viewer" });
  const spareWorkspace = await call("POST", "/workspaces", { name: "Spare" });
  return {
    kept: {
      batches: batch.id,
      styles: style.id,
      assets: asset.id,
      tasks: task.id,
      export: exported.id,
      schedules: schedule.id,
      targets: target.id,
      publications: publication.id,
      webhooks: webhook.id,
    },
    lost: { "api-keys": spareKey.id, workspaces: spareWorkspace.id },
  };
}

function picture() {
  const noise = { type: "gaussian", mean: 128, sigma: 30 };
  return sharp({ create: { width: 96, height: 96, channels: 3, noise, background: "#808080" } })
    .png()
    .toBuffer();
}
