import type { ShopClient } from "../client/shop-client.ts";
import { type Answered, gatherer, type Outcome, ownError, sendWithoutRefused } from "./gather.ts";

/** What one asks, and several share a call for. */
export type Ask<In, Out> = (client: ShopClient, input: In) => Promise<Outcome<Out>>;

interface WithClient<In> {
  readonly client: ShopClient;
  readonly input: In;
}

/**
 * For mutations: refused inputs are told apart. The call goes by the way of the first who asked. Inputs `about` the same
 * thing go in calls one after the other.
 */
export function shared<In, Out>(
  most: number,
  send: (client: ShopClient, inputs: readonly In[]) => Promise<Answered<Out>>,
  about: (input: In) => unknown = () => Symbol(),
): Ask<In, Out> {
  const gather = gatherer<WithClient<In>, Out>({
    most,
    about: ({ input }) => about(input),
    send: (given) =>
      sendWithoutRefused(given, (some) =>
        send(
          clientIn(some),
          some.map(({ input }) => input),
        ),
      ),
  });
  return (client, input) => gather({ client, input });
}

/** Two who ask for the same thing at the same time share its outcome. */
export function once<Out>(ask: Ask<string, Out>): Ask<string, Out> {
  const underWay = new Map<string, Promise<Outcome<Out>>>();
  return (client, input) => {
    const same = underWay.get(input);
    if (same !== undefined) return same.catch((error: unknown) => Promise.reject(ownError(error)));
    const asked = ask(client, input).finally(() => underWay.delete(input));
    underWay.set(input, asked);
    return asked;
  };
}

/** For questions. */
export function asked<In, Out>(
  most: number,
  send: (client: ShopClient, inputs: readonly In[]) => Promise<readonly Out[]>,
): Ask<In, Out> {
  const gather = gatherer<WithClient<In>, Out>({
    most,
    send: async (given) =>
      (
        await send(
          clientIn(given),
          given.map(({ input }) => input),
        )
      ).map((value) => ({ value })),
  });
  return (client, input) => gather({ client, input });
}

function clientIn<In>([first]: readonly WithClient<In>[]): ShopClient {
  if (first === undefined) throw new Error("Nobody has asked");
  return first.client;
}
