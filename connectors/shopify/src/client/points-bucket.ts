/** As in `extensions.cost.throttleStatus`: points, and points a second. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** What an answer has cost. `actual` is 0 for one that was throttled. */
export interface Spent {
  readonly actual: number;
  readonly status: ThrottleStatus;
}

/** Points set aside for one call. */
export interface Reservation {
  /** The answer is there, and tells what was spent. Undefined when none came: then all of it counts as spent. */
  settle(spent: Spent | undefined): void;
}

/** A caller's place in the queue, which it keeps when it is throttled and has to wait again. */
export interface Ticket {
  readonly number: number;
}

export interface Wanted {
  readonly ticket: Ticket;
  /** Asked anew until the points are there, as more is learnt meanwhile. */
  readonly cost: () => number;
  readonly signal: AbortSignal | undefined;
}

interface Waiter extends Wanted {
  readonly grant: (reservation: Reservation) => void;
}

/** A shop's points as Shopify counts them: taken before a call, and given back as far as it did not use them. */
export class PointsBucket {
  readonly #now: () => number;
  /** In the order of their tickets. */
  readonly #waiting: Waiter[] = [];
  /** Unknown until the first answer: until then one call goes at a time. */
  #plan: { readonly most: number; readonly restoreRate: number } | undefined;
  #level = 0;
  #filledAt: number;
  #pausedUntil = 0;
  /** Points set aside for calls that are under way, the number of those calls, and what all before have spent. */
  #underWay = 0;
  #calls = 0;
  #spentEver = 0;
  #tickets = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(now: () => number) {
    this.#now = now;
    this.#filledAt = now();
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#calls === 0;
  }

  ticket(): Ticket {
    this.#tickets += 1;
    return { number: this.#tickets };
  }

  /** Resolves when there are as many points. First come, first served. Rejects with the signal's reason when aborted. */
  reserve(wanted: Wanted): Promise<Reservation> {
    const { signal, ticket } = wanted;
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Reservation>();
    const abort = (): void => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      reject(signal?.reason);
      this.#pump();
    };
    const grant = (reservation: Reservation): void => {
      signal?.removeEventListener("abort", abort);
      resolve(reservation);
    };
    const waiter: Waiter = { ...wanted, grant };
    signal?.addEventListener("abort", abort, { once: true });
    const before = this.#waiting.findLastIndex((other) => other.ticket.number < ticket.number);
    this.#waiting.splice(before + 1, 0, waiter);
    this.#pump();
    return promise;
  }

  /** Whatever the count says, nobody goes for so long. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + milliseconds);
    this.#pump();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      this.#fill();
      const cost = first.cost();
      const wait = this.#waitMs(cost);
      if (wait === undefined) return;
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), wait);
        return;
      }
      this.#waiting.shift();
      first.grant(this.#setAside(cost));
    }
  }

  /** A full bucket gains nothing, and as long as a call has not arrived, Shopify's may be full. */
  #fill(): void {
    const now = this.#now();
    if (this.#plan !== undefined) {
      const gained = (Math.max(0, now - this.#filledAt) / 1_000) * this.#plan.restoreRate;
      this.#level = Math.min(this.#level + gained, this.#plan.most - this.#underWay);
    }
    this.#filledAt = now;
  }

  /** Undefined: until the first answer is there. */
  #waitMs(cost: number): number | undefined {
    const paused = this.#pausedUntil - this.#now();
    if (paused > 0) return Math.ceil(paused);
    if (this.#plan === undefined) return this.#calls === 0 ? 0 : undefined;
    const missing = Math.min(cost, this.#plan.most) - this.#level;
    // Rounding must not make anybody wait for a billionth of a point.
    return missing < 1e-6 ? 0 : Math.ceil((missing / this.#plan.restoreRate) * 1_000);
  }

  #setAside(cost: number): Reservation {
    const spentBefore = this.#spentEver;
    let isOpen = true;
    this.#level -= cost;
    this.#underWay += cost;
    this.#calls += 1;
    return {
      settle: (spent) => {
        if (!isOpen) return;
        isOpen = false;
        const actual = spent?.actual ?? cost;
        this.#fill();
        this.#underWay -= cost;
        this.#calls -= 1;
        this.#level += cost - actual;
        if (spent !== undefined) this.#learn(spent.status, spentBefore);
        this.#spentEver += actual;
        this.#pump();
      },
    };
  }

  /**
   * Corrects the level by what Shopify says, which was true at some moment since the call was sent. It has at most what
   * it says, as others may spend, too. And it has at least that, less what was or is under way since: which of it was
   * counted already, nobody knows.
   */
  #learn({ maximumAvailable, currentlyAvailable, restoreRate }: ThrottleStatus, spentBefore: number): void {
    const least = currentlyAvailable - this.#underWay - (this.#spentEver - spentBefore);
    const known = this.#plan === undefined ? least : Math.max(this.#level, least);
    this.#level = Math.min(known, currentlyAvailable, maximumAvailable - this.#underWay);
    this.#plan = { most: maximumAvailable, restoreRate: Math.max(1, restoreRate) };
  }
}
