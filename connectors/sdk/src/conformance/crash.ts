/** Stands for the end of the process: after it nothing of the host reaches the hub or the target. */
export class Crash extends Error {
  override readonly name = "Crash";
}

export interface Faults {
  /** Passed by everything a host does to the hub's journal. */
  journal<T>(store: () => Promise<T>): Promise<T>;
  /** Passed by every call to the target. */
  call<T>(
    call: () => Promise<T>,
    about: { readonly within: string; readonly signal: AbortSignal },
  ): Promise<T>;
  /** From now on, until `disarm`. */
  arm(plan: FaultPlan): void;
  disarm(): void;
  readonly points: number;
  readonly calls: readonly CallMade[];
}

export interface CallMade {
  readonly within: string;
  readonly at: number;
  /** It was made although the work had been stopped. */
  readonly late: boolean;
}

/** Whether a call is what an apply, or an undo, does to the target: with what it has staged, that is made at the end. */
export const isDoneBy = (kind: "apply" | "revert", { within }: CallMade): boolean =>
  within === kind || (kind === "apply" && within === "commit");

/** Which of the points and calls since `arm` fares ill; both are counted from 0. */
export interface FaultPlan {
  /** The process ends at this point: before or after a call or a journal write. */
  readonly crashAt?: number;
  /** This call is never answered. */
  readonly stallAt?: number;
  /** This call is made, and its answer is lost. */
  readonly loseAnswerAt?: { readonly call: number; readonly error: () => Error };
  /** Instead of a call; what happens meanwhile is waited for. */
  readonly fail?: (call: CallMade, index: number) => Error | undefined | Promise<Error | undefined>;
  /** Told of each call before it is made. */
  readonly onCall?: (index: number) => void;
}

export function createFaults(): Faults {
  let plan: FaultPlan = {};
  let dead = false;
  let points = 0;
  let calls: CallMade[] = [];
  const point = (): void => {
    if (dead) throw new Crash("The process has ended");
    dead = points === plan.crashAt;
    points += 1;
    if (dead) throw new Crash("The process ends here");
  };
  const around = async <T>(run: () => Promise<T>): Promise<T> => {
    point();
    const result = await run();
    point();
    return result;
  };
  return {
    journal: around,
    async call(run, { within, signal }) {
      const index = calls.length;
      const made = { within, at: performance.now(), late: signal.aborted };
      calls.push(made);
      plan.onCall?.(index);
      const failure = await plan.fail?.(made, index);
      if (failure !== undefined) throw failure;
      if (index === plan.stallAt) return await never(signal);
      const answer = await around(run);
      if (index === plan.loseAnswerAt?.call) throw plan.loseAnswerAt.error();
      return answer;
    },
    arm(next) {
      plan = next;
      dead = false;
      points = 0;
      calls = [];
    },
    disarm() {
      plan = {};
      dead = false;
    },
    get points() {
      return points;
    },
    get calls() {
      return calls;
    },
  };
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
