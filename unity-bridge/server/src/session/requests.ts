import type { Log } from "@assetql/connector-sdk";
import type { OutgoingTransfers } from "../transfers/outgoing.ts";
import type { Uploads } from "../transfers/uploads.ts";
import type { Answer, Answers, Running } from "./answers.ts";
import { type AllHandlers, answerRequest, errorText, type Request, writeProblem } from "./commands.ts";
import type { CommandHandlers, EditorSession } from "./editor-session.ts";
import type { Link } from "./link.ts";
import { ConnectionLost } from "./problems.ts";

interface Options {
  readonly answers: Answers;
  readonly maxRunning: number;
  readonly session: EditorSession;
  readonly handlers: CommandHandlers;
  readonly uploads: Uploads;
  readonly outgoing: OutgoingTransfers;
  readonly log: Log;
}

/** What an editor asks for: each done once, and answered on the connection on which it was asked for last. */
export class Requests {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  receive(request: Request, link: Link): void {
    const { answers, maxRunning } = this.#options;
    const known = answers.find(request.id, link);
    if (known === undefined && answers.running >= maxRunning) {
      const detail = `${maxRunning} requests are being done. Wait for an answer, then ask again.`;
      link.connection.send(writeProblem(request.id, { code: "busy", detail, problems: [] }));
      return;
    }
    const running = known ?? this.#begin(request, link);
    running.askedOn = link;
    void running.answer.then((answer) => this.#deliver(request, { running, answer, link }));
  }

  #begin(request: Request, link: Link): Running {
    const { answers, session, log } = this.#options;
    const handlers = this.#handlersOf(link);
    const answer = answerRequest(request, { handlers, session, signal: session.ended, log });
    // Frames of the upload may come on this connection, and on no other.
    const boundTo = request.type === "uploads.begin" ? link : undefined;
    return answers.add(request.id, answer, { askedOn: link, boundTo });
  }

  /** Frames follow an answer once; on another connection all of it is done anew. */
  #deliver(
    request: Request,
    { running, answer, link }: { running: Running; answer: Answer; link: Link },
  ): void {
    if (!link.connection.isOpen) {
      // Frames were to follow: their content would stay in memory for an editor that may never ask again.
      const isWanted = answer.afterwards === undefined || running.askedOn !== link;
      if (!isWanted) this.#options.answers.forget(request.id, running);
      return;
    }
    if (running.boundTo !== undefined && running.boundTo !== link) {
      this.receive(request, link);
      return;
    }
    link.connection.send(answer.text);
    if (answer.afterwards === undefined || running.boundTo === link) return;
    running.boundTo = link;
    if (answer.transfer !== undefined) this.#options.outgoing.told(answer.transfer, link.sender);
    answer.afterwards().catch((error: unknown) => {
      if (error instanceof ConnectionLost || this.#options.session.ended.aborted) return;
      this.#options.log("error", "what follows an answer failed", {
        type: request.type,
        error: errorText(error),
      });
    });
  }

  #handlersOf(link: Link): AllHandlers {
    const { handlers, uploads } = this.#options;
    return {
      ...handlers,
      ping: async () => ({}),
      "uploads.begin": (announced) => uploads.begin(announced, link.receiver),
      "uploads.finish": (params) => uploads.finish(params),
    };
  }
}
