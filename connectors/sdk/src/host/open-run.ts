import type { Work } from "@assetql/contract";
import type { Connector } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import type { CredentialsOptions } from "../contract/context.ts";
import type { Pace, Paces } from "../pace/index.ts";
import { createContext } from "./context.ts";
import type { HostEvent, HostOptions } from "./host-options.ts";
import { untilAnswered } from "./hub-calls.ts";
import type { HubLink } from "./hub-link.ts";
import type { Lifetime } from "./lifetime.ts";
import { withoutSecrets } from "./problems.ts";
import { createReporter } from "./reporter.ts";
import type { RetryPolicy } from "./retries.ts";
import { type CredentialSource, openCredentials, parseConfig, secretsOf } from "./settings.ts";
import { WorkStopped } from "./stopped.ts";
import type { Turns } from "./turns.ts";
import type { WorkRun } from "./work-run.ts";

/** What all works of a host share. */
export interface HostParts extends Pick<HostOptions, "door" | "log"> {
  readonly hub: HubLink;
  readonly hostId: string;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly credentials: CredentialSource;
  readonly paces: Paces;
  /** Of works that write: one a target at a time. */
  readonly turns: Turns;
  readonly backoffMs: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly onEvent: (event: HostEvent) => void;
}

/** Everything one work needs; a ConnectorError when its target's settings are not what the connector takes. */
export async function openRun(
  parts: HostParts,
  work: Work,
  lifetime: Lifetime,
): Promise<WorkRun | ConnectorError> {
  const { target } = work;
  const connector = parts.connectors.get(target.connector);
  if (connector === undefined) {
    return new ConnectorError("not-supported", `This host has no connector named ${target.connector}.`);
  }
  try {
    return assemble(parts, { work, lifetime, connector, config: parseConfig(connector, target.config) });
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}

interface Opened {
  readonly work: Work;
  readonly lifetime: Lifetime;
  readonly connector: Connector;
  readonly config: unknown;
}

function assemble(parts: HostParts, { work, lifetime, connector, config }: Opened): WorkRun {
  const { hub, hostId, log, now, onEvent } = parts;
  const { signal, hubCall } = lifetime;
  const settings = { ...connector.manifest.pace, ...definedOf(work.target.pace) };
  const pace = parts.paces.for(work.target.id, settings);
  let opened: Promise<unknown> | undefined;
  const secrets: string[] = [];
  const credentials = ({ anew = false }: CredentialsOptions = {}): Promise<unknown> => {
    if (opened !== undefined && !anew) return opened;
    const opening = openCredentials(connector, { work, anew }, parts.credentials).then((value) => {
      secrets.push(...secretsOf(value));
      return value;
    });
    // What could not be read a moment ago may be read by the next who asks.
    opening.catch(() => {
      if (opened === opening) opened = undefined;
    });
    opened = opening;
    return opening;
  };
  const about = { connector: work.target.connector, targetId: work.target.id, workId: work.id };
  const context = createContext({
    targetId: work.target.id,
    connector: work.target.connector,
    config,
    credentials,
    signal,
    log: (level, message, fields) => log(level, withoutSecrets(message, secrets), { ...fields, ...about }),
    now,
    door: parts.door,
    pace,
    onEvent,
  });
  return {
    work,
    hostId,
    connector,
    hub,
    context,
    pace,
    concurrency: settings.concurrency,
    signal,
    hubCall,
    reporter: reporterOf(parts, work, lifetime),
    retries: retriesOf(parts, { work, signal, pace }),
    log: context.log,
    now,
    onEvent,
    logUnexpected(error, number) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log("error", "A connector failed unexpectedly", {
        ...about,
        number,
        error: withoutSecrets(text, secrets),
      });
    },
  };
}

function reporterOf({ hub, hostId }: HostParts, work: Work, { hubCall, stop }: Lifetime) {
  return createReporter(async (entries) => {
    try {
      const body = { host: hostId, entries: [...entries] };
      const control = await untilAnswered(() => hub.report(work.id, body, hubCall), hubCall.signal);
      if (control.control === "stop") stop(new WorkStopped("stop"));
      return control;
    } catch (error) {
      if (error instanceof WorkStopped) stop(error);
      throw error;
    }
  });
}

interface Retried {
  readonly work: Work;
  readonly signal: AbortSignal;
  readonly pace: Pace;
}

function retriesOf(parts: HostParts, { work, signal, pace }: Retried): RetryPolicy {
  const { backoffMs, random, onEvent } = parts;
  return {
    backoffMs,
    random,
    signal,
    onRetry(error, milliseconds) {
      const code = error instanceof ConnectorError ? error.code : "unknown";
      // What holds for one request holds for everybody who works for this target.
      if (error instanceof ConnectorError && code === "rate-limited" && error.retryAfterMs !== undefined) {
        pace.slowDown({ pauseMs: error.retryAfterMs });
      }
      onEvent({ type: "retry", connector: work.target.connector, code, milliseconds });
    },
  };
}

const definedOf = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
