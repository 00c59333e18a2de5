import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchSchema, type Operation, operations } from "@assetql/contract";
import { GeneratorError, type ImageGenerator, type LogLevel, type LogValue } from "@assetql/core/ports";
import { type Hub, startHub } from "@assetql/embedded";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { until } from "../support/until.ts";

interface Line {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: Readonly<Record<string, LogValue>>;
}

const assetsSchema = operations.listAssets.response.schema;

const MAIL = "ada.marker@secret-mail.example";
const PROMPT = "unicornmarker in a garden";
const NAME = "Zyxmarker Lovelace";
const CORRELATION = "the-batch-0001";

let folder: string;
let hub: Hub;
let image: Uint8Array;
const lines: Line[] = [];
const secrets: string[] = [];

/** Every other image fails in a way that repeats what it was asked for. */
const talkative = (fixed: ImageGenerator): ImageGenerator => ({
  ...fixed,
  async generate(request) {
    if (request.prompt.includes("chatty")) throw new Error(`Cannot draw "${request.prompt}" for ${MAIL}`);
    if (request.prompt.includes("refused")) throw new GeneratorError("permanent", `No: ${request.prompt}`);
    return fixed.generate(request);
  },
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-logs-"));
  image = await preparedImage(64);
  hub = await startHub({
    dataFolder: join(folder, "data"),
    generator: talkative(createFixedGenerator({ image, latencyMs: 0 })),
    log: (level, message, fields = {}) => lines.push({ level, message, fields }),
    version: "test",
    rateLimits: "off",
    settings: { backoffUnitMs: 1 },
  });
  secrets.push(hub.adminKey.secret);
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const isForm = body instanceof FormData;
  return fetch(`${hub.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      Authorization: `Bearer ${hub.adminKey.secret}`,
      "User-Agent": `Browser of ${NAME}`,
      ...(body === undefined || isForm ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
}

async function made(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await send("POST", path, body, headers);
  const text = await response.text();
  expect(response.status, `${path}: ${text}`).toBeLessThan(300);
  const found = JSON.parse(text === "" ? "{}" : text);
  for (const name of ["secret", "token"]) if (typeof found[name] === "string") secrets.push(found[name]);
  if (typeof found.url === "string") secrets.push(found.url.split("/").at(-1) ?? "");
  return found;
}

async function makeBatch() {
  const form = new FormData();
  form.set("name", NAME);
  form.append("references", new Blob([Uint8Array.from(image)]), `${NAME}.png`);
  const style = await made("/api/v1/styles", form);
  const batch = await made(
    "/api/v1/batches",
    {
      name: NAME,
      styleProfileId: style.id,
      template: `${PROMPT} {subject}`,
      csv: `subject,customer\nmug,${MAIL}\nchatty lamp,${MAIL}\nrefused tent,${NAME}\n`,
      config: { width: 64, height: 64, styleGate: "off" },
    },
    { "X-Correlation-Id": CORRELATION },
  );
  await until(async () => {
    const now = batchSchema.parse(await (await send("GET", `/api/v1/batches/${batch.id}`)).json());
    return now.completedAt === null ? undefined : true;
  });
  return { style, batch };
}

/** What people do, each with something private in it. */
async function live({ style, batch }: Awaited<ReturnType<typeof makeBatch>>): Promise<void> {
  const { items } = assetsSchema.parse(
    await (await send("GET", `/api/v1/assets?batchId=${batch.id}`)).json(),
  );
  const [first] = items;
  const asset = `/api/v1/assets/${first?.id}`;
  await send("PATCH", asset, { title: NAME, altText: PROMPT, tags: [NAME] });
  await made(`${asset}/comments`, { text: `${NAME} ${MAIL}` });
  await send("POST", `${asset}/reject`, { note: `${PROMPT} ${MAIL}` });
  await send("POST", `${asset}/regenerate`, { note: `chatty ${NAME}` });
  await made("/api/v1/assets/search", { text: PROMPT });
  const share = await made("/api/v1/shares", { assetId: first?.id });
  await fetch(share.url, { redirect: "manual" });
  await fetch(first?.urls?.image ?? `${hub.url}/files/none?signature=${NAME}`);
  await made("/api/v1/api-keys", { name: NAME, role: "viewer" });
  await made("/api/v1/invitations", { email: MAIL, role: "viewer" });
  await made("/api/v1/workspaces", { name: NAME });
  await made("/api/v1/uploads", { name: `${NAME}.csv`, purpose: "csv", bytes: 10 });
  const settings = {
    platform: "woocommerce",
    batchId: batch.id,
    options: { imageBaseUrl: "https://a.example" },
  };
  await made("/api/v1/export", settings);
  await send("PUT", `/api/v1/styles/${style.id}`, { name: `${NAME} 2` });
  await send("GET", `/api/v1/audit/export?search=${encodeURIComponent(MAIL)}`);
}

/** Each operation with nonsense that is private, in every place where something can be. */
async function sendNonsense({ method, path, body }: Operation): Promise<void> {
  const filled = path.replaceAll(/\{\w+\}/g, encodeURIComponent(`${NAME} ${MAIL}`));
  const query = `?search=${encodeURIComponent(MAIL)}&cursor=${encodeURIComponent(PROMPT)}`;
  const headers = {
    "Idempotency-Key": `marker-${MAIL}`,
    "X-Workspace-Id": `ws_${MAIL}`,
    "X-Forwarded-For": "203.0.113.77",
    Cookie: `name=${encodeURIComponent(NAME)}`,
  };
  const private_ = { name: { first: NAME }, email: MAIL, template: [PROMPT], [MAIL]: PROMPT };
  await send(method, filled + query, body === undefined ? undefined : private_, headers);
  await send(method, filled, body === undefined ? undefined : private_, { Authorization: `Bearer ${MAIL}` });
  if (body === undefined) return;
  await fetch(`${hub.url}${filled}`, {
    method,
    headers: { Authorization: `Bearer ${hub.adminKey.secret}`, "Content-Type": "application/json" },
    body: `{"name": ${PROMPT} ${MAIL}`,
  });
}

it("tell what belongs to which request, down to the last job, and nothing private", async () => {
  const things = await makeBatch();
  await live(things);
  for (const operation of Object.values(operations)) await sendNonsense(operation);
  await until(async () => (lines.some(({ fields }) => fields.job === "export") ? true : undefined));

  // Every request has its line, with the id that its answer had.
  const requests = lines.filter(({ message }) => message === "request");
  expect(requests.length).toBeGreaterThan(2 * Object.keys(operations).length);
  for (const { fields } of requests) expect(fields.correlationId).toMatch(/^[\w-]{8,64}$/);

  // The jobs of the batch carry the id of the request that made it, and others do not.
  const jobs = lines.filter(({ message }) => message === "job");
  const ofBatch = jobs.filter(({ fields }) => fields.correlationId === CORRELATION);
  const kinds = ofBatch.map(({ fields }) => fields.job);
  expect(new Set(kinds)).toEqual(new Set(["distribute", "generate", "post-process", "notify"]));
  // One passes at once, one is refused at once, one fails three times.
  expect(kinds.filter((kind) => kind === "generate").length).toBe(5);
  const failures = lines.filter(({ message }) => message === "the generator failed");
  expect(failures.filter(({ fields }) => fields.correlationId === CORRELATION).length).toBe(3);
  expect(jobs.some(({ fields }) => fields.job === "generate" && fields.correlationId !== CORRELATION)).toBe(
    true,
  );
  for (const { fields } of jobs) expect(fields.correlationId).toBeDefined();

  // Nothing private, whichever way it is written.
  const text = JSON.stringify(lines);
  for (const word of [
    MAIL,
    "secret-mail",
    "unicornmarker",
    "Zyxmarker",
    "203.0.113.77",
    "127.0.0.1",
    ...secrets,
  ]) {
    expect(word.length).toBeGreaterThan(7);
    expect(lines.filter((line) => JSON.stringify(line).includes(word))).toEqual([]);
    expect(text).not.toContain(encodeURIComponent(word));
  }
});
