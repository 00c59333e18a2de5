import type { Link } from "./link.ts";

/** What a request was answered with. */
export interface Answer {
  readonly text: string;
  /** Whose frames follow, if any do. */
  readonly transfer: number | undefined;
  readonly afterwards: (() => Promise<void>) | undefined;
}

export interface Running {
  readonly answer: Promise<Answer>;
  /** The answer holds on that connection alone: frames followed it there, or were to come there. */
  boundTo: Link | undefined;
  /** On which it was asked for last. */
  askedOn: Link;
  /** Of the answer, once it is there. */
  bytes: number | undefined;
}

type Asked = Pick<Running, "askedOn" | "boundTo">;

interface Limits {
  readonly keptAnswers: number;
  readonly keptAnswerBytes: number;
}

/** The requests of a session by their ids, so that one that comes again is not done again. */
export class Answers {
  readonly #byId = new Map<string, Running>();
  readonly #limits: Limits;
  #running = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Requests that are not answered yet. */
  get running(): number {
    return this.#running;
  }

  /** The one of before, if it still holds on this connection. */
  find(id: string, link: Link): Running | undefined {
    const found = this.#byId.get(id);
    if (found === undefined || found.boundTo === undefined || found.boundTo === link) return found;
    this.#delete(id, found);
    return undefined;
  }

  /** Keeps a request that has begun. `answer` must not reject. */
  add(id: string, answer: Promise<Answer>, { askedOn, boundTo }: Asked): Running {
    const running: Running = { answer, askedOn, boundTo, bytes: undefined };
    this.#byId.set(id, running);
    this.#running += 1;
    void answer.then(({ text }) => {
      this.#running -= 1;
      running.bytes = Buffer.byteLength(text);
      if (this.#byId.get(id) !== running) return;
      this.#bytes += running.bytes;
      this.#makeRoom();
    });
    return running;
  }

  /** It is done anew when it comes again. */
  forget(id: string, running: Running): void {
    if (this.#byId.get(id) === running) this.#delete(id, running);
  }

  /** The oldest go; never what is running. */
  #makeRoom(): void {
    const { keptAnswers, keptAnswerBytes } = this.#limits;
    for (const [id, kept] of this.#byId) {
      if (this.#byId.size - this.#running <= keptAnswers && this.#bytes <= keptAnswerBytes) return;
      if (kept.bytes !== undefined) this.#delete(id, kept);
    }
  }

  #delete(id: string, running: Running): void {
    this.#byId.delete(id);
    this.#bytes -= running.bytes ?? 0;
  }
}
