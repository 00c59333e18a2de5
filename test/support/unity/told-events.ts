import {
  type BridgeEvent,
  type BridgeEventPayload,
  type BridgeMessage,
  bridgeEvents,
} from "@assetql/contract";

interface Told<Name extends BridgeEvent = BridgeEvent> {
  readonly type: Name;
  readonly payload: BridgeEventPayload<Name>;
}

// The parse boundary of Object.keys: the names of the schemas.
const names = Object.keys(bridgeEvents) as BridgeEvent[];

const isOf = <Name extends BridgeEvent>(event: Told, type: Name): event is Told<Name> => event.type === type;

/** What the bridge has told, each of it once and in order. */
export class ToldEvents {
  readonly #events: Told[] = [];
  lastSeq = 0;

  /** Of another session. */
  beginAt(seq: number): void {
    this.lastSeq = seq;
  }

  /** Throws for one that came before. */
  add({ seq, type, payload }: Extract<BridgeMessage, { seq: number }>): void {
    if (seq !== this.lastSeq + 1) throw new Error(`After event ${this.lastSeq} came ${seq}`);
    this.lastSeq = seq;
    const name = names.find((known) => known === type);
    if (name !== undefined) this.#events.push({ type: name, payload: bridgeEvents[name].parse(payload) });
  }

  of<Name extends BridgeEvent>(type: Name): BridgeEventPayload<Name>[] {
    return this.#events.flatMap((event) => (isOf(event, type) ? [event.payload] : []));
  }
}
