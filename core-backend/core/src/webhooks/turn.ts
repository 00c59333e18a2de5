import { setTimeout } from "node:timers/promises";
import type { CoreDeps } from "../deps.ts";
import type { Stored, WebhookAnswer } from "../ports/index.ts";
import { type Opened, sendOnce } from "./attempt.ts";
import type { DeliveryRecord } from "./delivery-record.ts";
import { type Health, healthAfter } from "./health.ts";
import { AnswerKeeper } from "./keep-answers.ts";
import type { WebhookLane } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "settings" | "webhooks">;

/** Then somebody else has the slot; what is left goes on with the next job. */
const TURN_MS = 10_000;
/** An answer that took so long is one that did not come. */
const SLOW_MS = 10_000;

/** One holder's time with a webhook: what it may still send, and how that went. */
export class Turn {
  readonly #deps: Deps;
  readonly #signal: AbortSignal;
  readonly #endsAt: number;
  readonly #keeper: AnswerKeeper;
  health: Health;
  nextSendAt: number;
  tries = 0;
  /** Its pace allows the next one only then, after this turn; null when the pace has ended nothing. */
  pacedUntil: number | null = null;
  #isTired = false;
  #hasPaced = false;

  constructor(deps: Deps, lane: WebhookLane, signal: AbortSignal) {
    this.#deps = deps;
    this.#signal = signal;
    this.#endsAt = deps.clock.now() + TURN_MS;
    this.#keeper = new AnswerKeeper(deps);
    this.health = { ...lane, end: null };
    this.nextSendAt = lane.nextSendAt;
  }

  goesOn(): boolean {
    const now = this.#deps.clock.now();
    const { end, restUntil } = this.health;
    const isResting = restUntil !== null && restUntil > now;
    if (this.#signal.aborted || this.#isTired || this.pacedUntil !== null) return false;
    return end === null && !isResting && now < this.#endsAt;
  }

  /** Waits until the webhook's pace allows another one; false when that is not in this turn, which then ends. */
  async #keepPace(ratePerSecond: number | null): Promise<boolean> {
    if (ratePerSecond === null) return true;
    const now = this.#deps.clock.now();
    const interval = 1_000 / ratePerSecond;
    // The turn before left no more than one interval; more is of a clock that was set back, or of a slower pace.
    if (!this.#hasPaced) this.nextSendAt = Math.min(this.nextSendAt, now + interval);
    this.#hasPaced = true;
    const at = Math.max(now, this.nextSendAt);
    if (at >= this.#endsAt) {
      this.pacedUntil = at;
      return false;
    }
    this.nextSendAt = at + interval;
    if (at > now) await setTimeout(at - now, undefined, { signal: this.#signal });
    return this.goesOn();
  }

  /** Sends a delivery once, when its turn comes in this one. What it is then; none when it was not sent or is gone. */
  async send(opened: Opened, stored: Stored<DeliveryRecord>): Promise<DeliveryRecord | undefined> {
    if (!this.goesOn() || !(await this.#keepPace(opened.webhook.ratePerSecond))) return undefined;
    const answer = await sendOnce(this.#deps, opened, { delivery: stored.value, signal: this.#signal });
    this.#note(answer);
    return this.#keeper.keep(stored, answer);
  }

  #note(answer: WebhookAnswer): void {
    const { clock, settings } = this.#deps;
    this.tries += 1;
    this.health = healthAfter(this.health, answer, { now: clock.now(), unitMs: settings.backoffUnitMs });
    if (answer.status === null && answer.milliseconds >= SLOW_MS) this.#isTired = true;
  }
}
