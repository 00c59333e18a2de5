import type { Frame, Page } from "playwright-core";
import { z } from "zod";
import { until } from "../../support/until.ts";
import { adapterCall } from "./adapter-call.ts";
import { connectMessage, type Place } from "./connect-message.ts";
import { install } from "./install.ts";
import type { HostState } from "./state.ts";

const messageSchema = z.looseObject({
  id: z.number().optional(),
  method: z.string(),
  params: z.array(z.unknown()).default([]),
});
type Message = z.infer<typeof messageSchema>;

interface OpenFrame {
  readonly place: Place;
  isReady: boolean;
  /** Of a dialog: answers whoever has opened it. */
  readonly onClose?: (result: unknown) => void;
  /** Of a configuration screen: takes the app's answer to Install. */
  hookAnswer?: PromiseWithResolvers<unknown>;
}

export interface HostOptions {
  readonly page: Page;
  readonly state: HostState;
  /** Where the app is. */
  readonly appUrl: string;
  /** Where the page around it is: `host-page.ts`. */
  readonly hostUrl: string;
}

/**
 * Contentful's web app, as far as the app's SDK sees it: it answers the SDK's messages from a state that Install, Save
 * and the management API change. Written by the messages of `@contentful/app-sdk` 4.70.
 */
export class ContentfulHost {
  readonly state: HostState;
  readonly #page: Page;
  readonly #appUrl: string;
  readonly #frames = new Map<string, OpenFrame>();
  #count = 0;

  private constructor({ page, state, appUrl }: HostOptions) {
    this.#page = page;
    this.state = state;
    this.#appUrl = appUrl;
  }

  static async open(options: HostOptions): Promise<ContentfulHost> {
    const host = new ContentfulHost(options);
    const { page, hostUrl } = options;
    await page.exposeFunction("contentfulHost", (frame: string, raw: unknown) => host.#receive(frame, raw));
    await page.goto(hostUrl);
    return host;
  }

  /** Shows the app in a place, and gives its window. */
  async show(place: Place): Promise<Frame> {
    return this.#open(place);
  }

  /** Leaves the place. */
  async hide(frame: Frame): Promise<void> {
    await this.#close(frame.name(), undefined);
  }

  /** Presses Install, or Save once it is installed. Resolves to whether the app let it. */
  async install(): Promise<boolean> {
    const [id, frame] = [...this.#frames].find(([, { place }]) => place.location === "app-config") ?? [];
    if (id === undefined || frame === undefined) throw new Error("The configuration screen is not open");
    await until(async () => frame.isReady || undefined);
    frame.hookAnswer = Promise.withResolvers();
    await this.#hook(id, { stage: "preInstall" });
    const isInstalled = install(this.state, await frame.hookAnswer.promise);
    if (isInstalled) await this.#hook(id, { stage: "postInstall", err: null });
    return isInstalled;
  }

  #hook(id: string, hook: object): Promise<void> {
    const message = { method: "appHook", params: [{ installationRequestId: "request1", ...hook }] };
    return this.#send(id, message);
  }

  async #open(place: Place, onClose?: (result: unknown) => void): Promise<Frame> {
    this.#count += 1;
    const id = `frame${this.#count}`;
    this.#frames.set(id, { place, isReady: false, ...(onClose === undefined ? {} : { onClose }) });
    const opening = { id, location: place.location, src: this.#appUrl };
    await this.#page.evaluate(`openFrame(${JSON.stringify(opening)})`);
    return until(async () => this.#page.frame({ name: id }) ?? undefined);
  }

  #send(id: string, message: object): Promise<void> {
    return this.#page.evaluate(`sendTo(${JSON.stringify(id)}, ${JSON.stringify(message)})`);
  }

  async #receive(id: string, raw: unknown): Promise<object | null> {
    const frame = this.#frames.get(id);
    if (frame === undefined) return null;
    const message = messageSchema.parse(raw);
    if (message.method === "init") {
      return { method: "connect", params: [connectMessage(this.state, id, frame.place), []] };
    }
    try {
      const result = await this.#answer(id, frame, message);
      return message.id === undefined ? null : { id: message.id, result: result ?? null };
    } catch (error) {
      return { id: message.id, error: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  async #answer(id: string, frame: OpenFrame, { method, params }: Message): Promise<unknown> {
    const [first] = params;
    if (method === "CMAAdapterCall") return adapterCall(this.state, first);
    if (method === "callAppMethod") return this.#appMethod(frame, first);
    if (method === "appHookResult") return frame.hookAnswer?.resolve(hookResultSchema.parse(first).result);
    if (method === "notify") return this.state.notices.push(noticeSchema.parse(first));
    if (method === "openDialog") return this.#dialog(params);
    if (method === "closeDialog") return this.#close(id, first);
    if (method.startsWith("navigateTo")) return this.state.navigations.push({ method, params });
    if (method === "setHeight" || method === "setActive") return null;
    this.state.unknown.push(method);
    throw new Error(`This host does not know ${method}`);
  }

  #appMethod(frame: OpenFrame, method: unknown): unknown {
    const { installation } = this.state;
    if (method === "isInstalled") return installation !== null;
    if (method === "getParameters") return installation?.parameters ?? null;
    if (method === "getCurrentState") return installation?.targetState ?? null;
    if (method !== "setReady") throw new Error(`This host does not know ${String(method)}`);
    frame.isReady = true;
    return null;
  }

  #dialog([kind, options]: readonly unknown[]): Promise<unknown> {
    if (kind !== "app") throw new Error(`This host opens no ${String(kind)} dialogs`);
    const { parameters } = dialogSchema.parse(options);
    return new Promise((resolve, reject) => {
      this.#open({ location: "dialog", parameters }, resolve).catch(reject);
    });
  }

  async #close(id: string, result: unknown): Promise<null> {
    const frame = this.#frames.get(id);
    this.#frames.delete(id);
    await this.#page.evaluate(`closeFrame(${JSON.stringify(id)})`);
    frame?.onClose?.(result);
    return null;
  }
}

const hookResultSchema = z.looseObject({ result: z.unknown() });
const noticeSchema = z.object({ type: z.enum(["success", "error", "warning"]), message: z.string().min(1) });
const dialogSchema = z.looseObject({
  title: z.string().min(1),
  parameters: z.json(),
});
