import { ConnectorError } from "@assetql/connector-sdk";
import { SHOPIFY_API_VERSION } from "../api-version.ts";
import { type Answer, answerOf } from "./answer.ts";
import { linesOf } from "./lines.ts";
import type { Operation, OperationVariables } from "./operation.ts";
import { createPoints, type Points } from "./points.ts";
import type { Reservation } from "./points-bucket.ts";
import {
  isThrottled,
  notAnAnswer,
  problemOfErrors,
  problemOfStatus,
  retryAfterMs,
  timedOut,
  unexpectedData,
  unreachable,
} from "./problems.ts";
import type { ShopClient } from "./shop-client.ts";

export interface ShopClientOptions {
  /** As in `my-shop.myshopify.com`. */
  readonly shop: string;
  /** With `anew` the one given before was refused. */
  readonly accessToken: (options?: { readonly anew?: boolean }) => Promise<string>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Lets go of everything that waits. */
  readonly signal?: AbortSignal;
  /** Told what Shopify asks everybody to wait. */
  readonly slowDown?: (limit: { readonly pauseMs: number }) => void;
  /** Until an answer must be there; a minute unless told. Null: `fetch` sees to it. */
  readonly timeoutMs?: number | null;
  /** All clients of a process share them, unless told. */
  readonly points?: Points;
}

const TIMEOUT_MS = 60_000;
/** A throttled call waits at least so long, and with each time longer: others may take the points before it. */
const THROTTLED_MS = 100;
const MOST_THROTTLED_MS = 2_000;

const pointsOfProcess = createPoints();

/** A shop's Admin API, in the version of `api-version.ts`. */
export function createShopClient(options: ShopClientOptions): ShopClient {
  const { shop, points = pointsOfProcess, signal } = options;
  const send = createSender(options);
  return {
    shop,
    signal,
    lines: (url) => linesOf(options, url),
    async call(operation, variables) {
      const { name } = operation;
      const bucket = points.of(shop);
      const ticket = bucket.ticket();
      const cost = (): number => points.costs.estimate(name, variables);
      for (let throttled = 1; ; throttled += 1) {
        const reservation = await bucket.reserve({ ticket, cost, signal });
        const answer = await settled(reservation, () => send(operation, variables));
        if (answer.cost !== undefined) points.costs.learn(name, variables, answer.cost.requestedQueryCost);
        if (!isThrottled(answer.errors)) return dataOf(operation, answer);
        bucket.pause(Math.min(THROTTLED_MS * throttled, MOST_THROTTLED_MS));
      }
    },
  };
}

/** Tells the bucket what a call has spent, however it ends. */
async function settled(reservation: Reservation, send: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await send();
    const { cost } = answer;
    const actual = isThrottled(answer.errors) ? 0 : (cost?.actualQueryCost ?? cost?.requestedQueryCost);
    reservation.settle(cost && actual !== undefined ? { actual, status: cost.throttleStatus } : undefined);
    return answer;
  } finally {
    reservation.settle(undefined);
  }
}

function dataOf<Data, Variables>(operation: Operation<Data, Variables>, { data, errors }: Answer): Data {
  if (errors.length > 0) throw problemOfErrors(operation.name, errors);
  const parsed = operation.schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw unexpectedData(operation.name, parsed.error.issues[0]?.path.join(".") ?? "");
}

type Send = (operation: Operation<unknown, unknown>, variables: OperationVariables) => Promise<Answer>;

/** Sends one call. A refused token is renewed once, and once for all who were refused with it. */
function createSender(options: ShopClientOptions): Send {
  const { shop, accessToken, slowDown } = options;
  let renewal: Promise<string> | undefined;

  async function renewed(refused: string): Promise<string> {
    const current = await accessToken();
    if (current !== refused) return current;
    renewal ??= accessToken({ anew: true }).finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  return async (operation, variables) => {
    const body = JSON.stringify({ query: operation.document, variables });
    const token = await accessToken();
    let response = await post(options, { token, body });
    if (response.status === 401) response = await post(options, { token: await renewed(token), body });
    if (response.status === 429) slowDown?.({ pauseMs: retryAfterMs(response) });
    if (response.status !== 200) throw problemOfStatus(shop, response);
    const answer = answerOf(response.text);
    if (answer === undefined) throw notAnAnswer();
    return answer;
  };
}

interface Sent {
  readonly token: string;
  readonly body: string;
}

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The answer, read as a whole. Throws ConnectorErrors for what the network can do, and the signal's reason. */
async function post(options: ShopClientOptions, { token, body }: Sent): Promise<Received> {
  const { shop, signal: own, timeoutMs = TIMEOUT_MS, fetch } = options;
  const timeout = timeoutMs === null ? undefined : AbortSignal.timeout(timeoutMs);
  const signals = [own, timeout].filter((signal) => signal !== undefined);
  try {
    const response = await fetch(`https://${shop}/admin/api/${SHOPIFY_API_VERSION}/graphql.json`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-Shopify-Access-Token": token,
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any(signals),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (own?.aborted) throw own.reason;
    // A host's fetch says itself what networks do; what else it throws is nobody's to explain.
    if (error instanceof ConnectorError || timeoutMs === null) throw error;
    throw timeout?.aborted ? timedOut(shop, error) : unreachable(shop, error);
  }
}
