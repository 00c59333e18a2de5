import { createHash } from "node:crypto";
import { type Operation, problemSchema } from "@assetql/contract";
import type { Response } from "express";
import { z } from "zod";
import type { ListedTarget } from "../hub/target-directory.ts";
import { correlatedFetch } from "../log/correlation.ts";
import { HubSilentError } from "./hub-silent.ts";
import { relayLinks } from "./image-links.ts";
import type { AppCall } from "./scope-call.ts";

export interface RelayDeps {
  readonly hubUrl: string;
  readonly publicUrl: string;
}

export interface Relayed {
  readonly listed: ListedTarget;
  readonly operation: Operation;
  readonly call: AppCall;
  readonly idempotencyKey: string | undefined;
}

const PASSED_ON = ["Retry-After", "Idempotency-Replayed"];
/** A hub waits for a host for half a minute. */
const TIMEOUT_MS = 60_000;

/** Asks the hub with the service's key and answers what it answers, with links that the app can follow. */
export async function relay(deps: RelayDeps, relayed: Relayed, response: Response): Promise<void> {
  const answer = await ask(deps, relayed);
  const text = await answer.text();
  response.status(answer.status);
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name);
    if (value !== null) response.set(name, value);
  }
  if (text === "") return void response.end();
  const json: unknown = JSON.parse(text);
  const isProblem = problemSchema.safeParse(json).success;
  response.type(isProblem ? "application/problem+json" : "application/json");
  response.send(JSON.stringify(relayLinks(ofTheTarget(json, relayed), deps.publicUrl)));
}

async function ask({ hubUrl }: RelayDeps, { listed, operation, call, idempotencyKey }: Relayed) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(call.params[name] ?? ""),
  );
  const url = new URL(hubUrl.replace(/\/+$/, "") + path);
  url.search = call.query.toString();
  try {
    return await correlatedFetch(url, {
      method: operation.method,
      headers: {
        Accept: "application/json",
        Authorization: `Bearer ${listed.workspace.apiKey()}`,
        ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(idempotencyKey === undefined ? {} : { "Idempotency-Key": keyWithin(listed, idempotencyKey) }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new HubSilentError({ cause });
  }
}

/** Keys of two targets must not meet at the hub, where they share a workspace. */
const keyWithin = ({ target }: ListedTarget, key: string): string =>
  createHash("sha256")
    .update(JSON.stringify([target.id, key]))
    .digest("hex");

const batchPageSchema = z.looseObject({ items: z.array(z.looseObject({ targetId: z.string().nullish() })) });

/** Lists of batches are of the workspace. */
function ofTheTarget(json: unknown, { operation, listed }: Relayed): unknown {
  if (operation.id !== "listBatches") return json;
  const page = batchPageSchema.safeParse(json);
  if (!page.success) return json;
  return { ...page.data, items: page.data.items.filter(({ targetId }) => targetId === listed.target.id) };
}
