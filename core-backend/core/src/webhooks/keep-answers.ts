import { setImmediate } from "node:timers/promises";
import type { CoreDeps } from "../deps.ts";
import { ConflictError, replace, type Stored, type WebhookAnswer } from "../ports/index.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { after } from "./attempt.ts";
import { DELIVERIES_AT_ONCE, type DeliveryRecord, webhookDeliveries } from "./delivery-record.ts";
import { retryTime } from "./retry-time.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "settings">;

interface Waiting {
  readonly stored: Stored<DeliveryRecord>;
  readonly answer: WebhookAnswer;
  readonly kept: PromiseWithResolvers<DeliveryRecord | undefined>;
}

/** Writes down what came of tries, those that end in the same turn of the event loop in one transaction. */
export class AnswerKeeper {
  readonly #deps: Deps;
  #waiting: Waiting[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** What the delivery is then; none when it was removed meanwhile. */
  keep(stored: Stored<DeliveryRecord>, answer: WebhookAnswer): Promise<DeliveryRecord | undefined> {
    const kept = Promise.withResolvers<DeliveryRecord | undefined>();
    this.#waiting.push({ stored, answer, kept });
    if (this.#waiting.length === 1) void this.#writeSoon();
    return kept.promise;
  }

  async #writeSoon(): Promise<void> {
    await setImmediate();
    const all = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < all.length; from += DELIVERIES_AT_ONCE) {
      await this.#write(all.slice(from, from + DELIVERIES_AT_ONCE));
    }
  }

  /** Never rejects. */
  async #write(group: readonly Waiting[]): Promise<void> {
    const next = group.map((one) => ({ ...one, value: this.#next(one.stored.value, one.answer) }));
    try {
      await this.#deps.store.transact(
        next.map(({ stored, value }) => replace(webhookDeliveries, value, stored.revision)),
      );
      for (const { kept, value } of next) kept.resolve(value);
    } catch (error) {
      for (const one of group) {
        // One of them was changed meanwhile; which one is not worth finding out.
        if (error instanceof ConflictError) await this.#writeAlone(one);
        else one.kept.reject(error);
      }
    }
  }

  async #writeAlone({ stored: { value }, answer, kept }: Waiting): Promise<void> {
    const { store } = this.#deps;
    try {
      kept.resolve(
        await untilNoConflict(async () => {
          const stored = await store.get(webhookDeliveries, value.id);
          if (stored === undefined) return undefined;
          const next = this.#next(stored.value, answer);
          await store.transact([replace(webhookDeliveries, next, stored.revision)]);
          return next;
        }),
      );
    } catch (error) {
      kept.reject(error);
    }
  }

  #next(delivery: DeliveryRecord, answer: WebhookAnswer): DeliveryRecord {
    const { retryAfterSeconds } = answer;
    const again = retryTime(this.#deps, { tries: delivery.tries + 1, retryAfterSeconds });
    return after(delivery, answer, { now: this.#deps.clock.now(), again });
  }
}
