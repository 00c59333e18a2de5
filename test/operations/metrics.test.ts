import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@assetql/client";
import { GeneratorError, type ImageGenerator } from "@assetql/core/ports";
import { type Hub, startHub } from "@assetql/embedded";
import { afterAll, beforeAll, expect, it } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { until } from "../support/until.ts";

const ROWS = 20;

let folder: string;
let hub: Hub;

/** A batch has run whose every fifth row is refused. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-metrics-"));
  const image = await preparedImage(64);
  const fixed = createFixedGenerator({ image, latencyMs: 0 });
  const generator: ImageGenerator = {
    ...fixed,
    async generate(request) {
      if (request.prompt.endsWith("0") || request.prompt.endsWith("5")) {
        throw new GeneratorError("permanent", "Refused.");
      }
      return fixed.generate(request);
    },
  };
  hub = await startHub({ dataFolder: join(folder, "data"), generator, log: () => {}, version: "1.2.3" });
  const client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  const style = await client.styles.create({ name: "Any", files: [{ name: "a.png", bytes: image }] });
  const { id } = await client.batches.create({
    name: "B",
    styleProfileId: style.id,
    template: "A {subject}",
    csv: simpleCsv(ROWS),
    config: { width: 64, height: 64, styleGate: "off" },
  });
  await client.batches.watch(id, { intervalMs: 50 });
  await fetch(`${hub.url}/nothing/here/${id}`);
  await fetch(`${hub.url}/health`, { method: "PROPFIND" });
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

const scrape = () =>
  fetch(`${hub.url}/metrics`, { headers: { Authorization: `Bearer ${hub.adminKey.secret}` } });

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Family {
  type?: string;
  help?: string;
  readonly samples: Sample[];
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/gy;

/** Reads the text format strictly, by its own rules and not by the library that wrote it. */
function parseExposition(text: string): ReadonlyMap<string, Family> {
  expect(text.endsWith("\n")).toBe(true);
  const families = new Map<string, Family>();
  const family = (name: string): Family => {
    const known = families.get(name) ?? { samples: [] };
    families.set(name, known);
    return known;
  };
  for (const line of text.split("\n").filter(Boolean)) {
    const [, keyword, about = "", words = ""] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword === "HELP") family(about).help = words;
    else if (keyword === "TYPE") family(about).type = words;
    else {
      const [, name = "", labels = "", value = ""] = SAMPLE.exec(line) ?? [];
      expect(name, line).not.toBe("");
      const owner = families.has(name) ? name : name.replace(/_(bucket|sum|count)$/, "");
      expect(families.has(owner), `a sample before its TYPE: ${line}`).toBe(true);
      const found = [...labels.matchAll(LABEL)];
      expect(found.map(([whole]) => whole).join("")).toBe(labels);
      family(owner).samples.push({
        name,
        labels: Object.fromEntries(found.map(([, key, text]) => [key, text])),
        value: value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value),
      });
    }
  }
  return families;
}

it("is for the operator alone", async () => {
  expect((await fetch(`${hub.url}/metrics`)).status).toBe(401);
  const created = await fetch(`${hub.url}/api/v1/api-keys`, {
    method: "POST",
    headers: { Authorization: `Bearer ${hub.adminKey.secret}`, "Content-Type": "application/json" },
    body: JSON.stringify({ name: "Admin", role: "admin" }),
  });
  const { secret } = (await created.json()) as { secret: string };
  const refused = await fetch(`${hub.url}/metrics`, { headers: { Authorization: `Bearer ${secret}` } });
  expect(refused.status).toBe(403);
});

it("follows the text format and the conventions of Prometheus", async () => {
  const response = await scrape();
  expect(response.headers.get("Content-Type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const families = parseExposition(await response.text());
  expect(families.size).toBeGreaterThan(20);
  for (const [name, { type, help, samples }] of families) {
    expect(type, name).toMatch(/^(counter|gauge|histogram|summary)$/);
    expect(help?.length, name).toBeGreaterThan(5);
    if (type === "counter") expect(name).toMatch(/_total$/);
    if (name.startsWith("assetql_")) expect(name).not.toMatch(/_(ms|milliseconds|kb|mb)$/);
    const series = samples.map((sample) => `${sample.name}${JSON.stringify(sample.labels)}`);
    expect(new Set(series).size, name).toBe(series.length);
    for (const { value } of samples) expect(Number.isNaN(value), name).toBe(false);
    if (type === "histogram") assessHistogram(name, samples);
  }
});

/** Buckets only grow, end with +Inf, and that one equals the count. */
function assessHistogram(name: string, samples: readonly Sample[]): void {
  const groups = Map.groupBy(samples, ({ labels: { le: _, ...labels } }) => JSON.stringify(labels));
  for (const group of groups.values()) {
    const buckets = group.filter((sample) => sample.name === `${name}_bucket`);
    const values = buckets.map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(buckets.at(-1)?.labels.le).toBe("+Inf");
    expect(group.find((sample) => sample.name === `${name}_count`)?.value).toBe(values.at(-1));
  }
}

it("counts what happened, exactly, and names no ids", async () => {
  // The images are still tagged when the batch has ended, which is announced, too.
  const text = await until(async () => {
    const now = await (await scrape()).text();
    return /^assetql_outbox_entries 0$/m.test(now) ? now : undefined;
  });
  const families = parseExposition(text);
  const value = (name: string, labels: Record<string, string> = {}): number | undefined =>
    families
      .get(name.replace(/_(sum|count)$/, "").replace(/^assetql_style$/, "assetql_style_score"))
      ?.samples.find(
        (sample) =>
          sample.name === name && Object.entries(labels).every(([key, is]) => sample.labels[key] === is),
      )?.value;

  expect(value("assetql_tasks_total", { status: "completed" })).toBe(16);
  expect(value("assetql_tasks_total", { status: "failed" })).toBe(4);
  expect(value("assetql_generation_tries_total", { outcome: "passed" })).toBe(16);
  expect(value("assetql_generation_tries_total", { outcome: "permanent" })).toBe(4);
  expect(value("assetql_generation_tries_total", { outcome: "transient" })).toBe(0);
  expect(value("assetql_generation_duration_seconds_count")).toBe(20);
  expect(value("assetql_style_score_count")).toBe(16);
  expect(value("assetql_outbox_entries")).toBe(0);
  expect(value("assetql_queue_dead_letters", { queue: "generation" })).toBe(0);
  expect(value("assetql_queue_messages", { queue: "workflow", state: "visible" })).toBeDefined();
  expect(value("assetql_build_info", { version: "1.2.3" })).toBe(1);
  expect(value("process_resident_memory_bytes")).toBeGreaterThan(1e7);

  const created = { method: "POST", route: "/api/v1/batches", status: "201" };
  expect(value("assetql_http_requests_total", created)).toBe(1);
  expect(value("assetql_http_requests_total", { route: "unmatched", status: "404" })).toBe(1);
  expect(value("assetql_http_requests_total", { method: "other" })).toBe(1);
  expect(text).not.toMatch(/bat_|ws_|key_|sty_/);
});
