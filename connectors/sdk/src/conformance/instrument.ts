import type { Connector } from "../contract/connector.ts";
import type { AnyChangeContext, AnyContext } from "../host/work-run.ts";
import type { Faults } from "./crash.ts";

/** The connector with every call to its target made known to `faults`. */
export function instrument(connector: Connector, faults: Faults): Connector {
  const outside = (context: AnyContext, within: string): AnyContext => ({
    ...context,
    ...calls(context, within, faults),
  });
  const inside = (context: AnyChangeContext, within: string): AnyChangeContext => ({
    ...context,
    ...calls(context, within, faults),
  });
  const { settle, commit, receive } = connector;
  return {
    manifest: connector.manifest,
    check: (context) => connector.check(outside(context, "check")),
    listItems: (context, query, cursor) => connector.listItems(outside(context, "listItems"), query, cursor),
    desire: (context, asset, mapping) => connector.desire(context, asset, mapping),
    observe: (context, references) => connector.observe(outside(context, "observe"), references),
    apply: (context, change) => connector.apply(inside(context, "apply"), change),
    revert: (context, change) => connector.revert(inside(context, "revert"), change),
    withdraw: (context, change, policy) => connector.withdraw(inside(context, "withdraw"), change, policy),
    ...(settle && {
      settle: (context, receipts) => settle.call(connector, inside(context, "settle"), receipts),
    }),
    ...(commit && {
      commit: (context, changes) => commit.call(connector, inside(context, "commit"), changes),
    }),
    ...(receive && {
      receive: (context, request) => receive.call(connector, outside(context, "receive"), request),
    }),
  };
}

function calls(context: AnyContext, within: string, faults: Faults): Pick<AnyContext, "fetch" | "paced"> {
  const about = { within, signal: context.signal };
  return {
    fetch: (url, init) => faults.call(() => context.fetch(url, init), about),
    paced: (call) => faults.call(() => context.paced(call), about),
  };
}
