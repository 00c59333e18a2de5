import { setImmediate } from "node:timers/promises";
import { ConnectorError } from "@assetql/connector-sdk";
import type { UserError } from "../operations/files.ts";

/** What became of one input of a call that several shared. */
export type Outcome<Out> = { readonly value: Out } | { readonly refused: UserError };

export interface Gathering<In, Out> {
  /** Inputs that one call takes. */
  readonly most: number;
  /** What an input is about, where a call takes each thing once: inputs about the same one go one after the other. */
  readonly about?: (input: In) => unknown;
  /** Outcomes in the order of the inputs. What it throws is thrown to everybody who asked. */
  readonly send: (inputs: readonly In[]) => Promise<readonly Outcome<Out>[]>;
}

interface Asked<In, Out> {
  readonly input: In;
  readonly resolve: (outcome: Outcome<Out>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Many changes side by side, one call: what is asked for while a call is under way, waiting for points, say, goes with
 * the next one. So calls become fewer as the load rises, and nobody waits who is alone.
 */
export function gatherer<In, Out>({
  most,
  about = () => Symbol(),
  send,
}: Gathering<In, Out>): (input: In) => Promise<Outcome<Out>> {
  const waiting: Asked<In, Out>[] = [];
  let isUnderWay = false;
  const sendAll = async (): Promise<void> => {
    // Everybody who asks in the same turn of the event loop goes with the first.
    await setImmediate();
    while (waiting.length > 0) {
      const asked = take(waiting, most, about);
      try {
        const outcomes = await send(asked.map(({ input }) => input));
        for (const [index, one] of asked.entries()) settle(one, outcomes[index]);
      } catch (error) {
        for (const { reject } of asked) reject(asked.length === 1 ? error : ownError(error));
      }
    }
    isUnderWay = false;
  };
  return (input) => {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome<Out>>();
    waiting.push({ input, resolve, reject });
    if (!isUnderWay) {
      isUnderWay = true;
      void sendAll();
    }
    return promise;
  };
}

/** The first off the list, of those about the same thing one. */
function take<In, Out>(
  waiting: Asked<In, Out>[],
  most: number,
  about: (input: In) => unknown,
): readonly Asked<In, Out>[] {
  const taken = new Map<unknown, Asked<In, Out>>();
  const left = waiting.filter((one) => {
    const thing = about(one.input);
    if (taken.has(thing) || taken.size === most) return true;
    taken.set(thing, one);
    return false;
  });
  waiting.splice(0, waiting.length, ...left);
  return [...taken.values()];
}

function settle<In, Out>({ resolve, reject }: Asked<In, Out>, outcome: Outcome<Out> | undefined): void {
  if (outcome === undefined) reject(new Error("A call that several shared has told nothing of one of them"));
  else resolve(outcome);
}

/** Retries remember errors that they have given up; each who shared the call gets one of its own. */
export function ownError(error: unknown): unknown {
  if (!(error instanceof ConnectorError)) return error;
  const { code, message, retryAfterMs, cause } = error;
  return new ConnectorError(code, message, { retryAfterMs, cause });
}

export interface Answered<Out> {
  /** Of all inputs, in their order, when nothing is refused. */
  readonly values: readonly Out[];
  readonly userErrors: readonly UserError[];
}

/**
 * For mutations that do all or nothing: an input that is refused must not stop the others, so they are sent again
 * without it. Whose fault it is, the path of the error says; where it does not, halves are tried.
 */
export async function sendWithoutRefused<In, Out>(
  inputs: readonly In[],
  send: (inputs: readonly In[]) => Promise<Answered<Out>>,
): Promise<readonly Outcome<Out>[]> {
  if (inputs.length === 0) return [];
  const { values, userErrors } = await send(inputs);
  const [first] = userErrors;
  if (first === undefined) return zipped(inputs, values);
  if (inputs.length === 1) return [{ refused: first }];
  const blamed = blamedIn(userErrors, inputs.length);
  if (blamed.size === 0) {
    const middle = Math.ceil(inputs.length / 2);
    const [one, other] = [inputs.slice(0, middle), inputs.slice(middle)];
    return [...(await sendWithoutRefused(one, send)), ...(await sendWithoutRefused(other, send))];
  }
  const rest = inputs.filter((_, index) => !blamed.has(index));
  const outcomes = [...(await sendWithoutRefused(rest, send))];
  return inputs.flatMap((_, index): readonly Outcome<Out>[] => {
    const refused = blamed.get(index);
    if (refused !== undefined) return [{ refused }];
    return outcomes.splice(0, 1);
  });
}

function zipped<In, Out>(inputs: readonly In[], values: readonly Out[]): readonly Outcome<Out>[] {
  if (values.length !== inputs.length)
    throw new Error("Shopify has answered for more or fewer than were sent");
  return values.map((value) => ({ value }));
}

/** The second part of a path is the place in the list, as in `files`, `3`, `alt`. */
function blamedIn(userErrors: readonly UserError[], count: number): Map<number, UserError> {
  const blamed = new Map<number, UserError>();
  for (const error of userErrors) {
    const index = Number(error.field?.[1] ?? Number.NaN);
    if (Number.isInteger(index) && index < count && !blamed.has(index)) blamed.set(index, error);
  }
  return blamed;
}
