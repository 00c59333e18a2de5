import { type ConnectorDescription, connectorNameSchema } from "@assetql/contract";
import type { Command } from "commander";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import { type CommandInput, handler } from "../../handler.ts";
import { formatTime } from "../../output/format.ts";
import { formatFacts, formatTable, type TableColumn } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";
import type { CliContext, Session } from "../../session.ts";
import { type Setting, settingsOf } from "../targets/settings.ts";

export function registerConnectors(program: Command, context: CliContext): void {
  program
    .command("connectors")
    .description("the platforms that can be published to, or the settings of one")
    .argument("[connector]", "its name, as in wordpress")
    .action(handler(context, z.object({}), showConnectors));
}

const columns: readonly TableColumn<ConnectorDescription>[] = [
  { title: "Name", value: ({ name }) => name },
  { title: "Platform", value: ({ title }) => title, shrinks: true },
  { title: "Host last seen", value: ({ hostSeenAt }) => formatTime(hostSeenAt), spare: true },
  { title: "What it does", value: ({ description }) => description, shrinks: true },
];

async function showConnectors(
  { terminal, connect }: Session,
  { args: [name] }: CommandInput<object>,
): Promise<void> {
  const connectors = await (await connect()).connectors.list();
  if (name === undefined) {
    return terminal.result(connectors, () =>
      connectors.length === 0
        ? "No host has offered a connector. Start the sync service: `npm start` runs it beside the hub."
        : formatTable(terminal, columns, connectors),
    );
  }
  const found = connectors.find((connector) => connector.name === name);
  if (found === undefined) throw unknownConnector(name, connectors);
  terminal.result(found, () => formatConnector(terminal, found));
}

/** What to say of a name that no host offers. */
export function unknownConnector(name: string, connectors: readonly ConnectorDescription[]) {
  if (!connectorNameSchema.safeParse(name).success) {
    return wrongInput(`${JSON.stringify(name)} is no name of a connector, as in wordpress.`);
  }
  const known = connectors.map((connector) => connector.name).join(", ");
  return wrongInput(
    known === ""
      ? "No host has offered a connector. Start the sync service: `npm start` runs it beside the hub."
      : `No host offers the connector "${name}". There are: ${known}.`,
  );
}

/** What each setting is and means, whole: this is where people look it up. */
const formatSettings = (terminal: Paper, settings: readonly Setting[]): string =>
  formatFacts(
    terminal,
    settings.map((setting) => {
      const { name, type, description } = setting;
      return [name, `${type}${needOf(setting)}${description === "" ? "" : `. ${description}`}`];
    }),
  );

function needOf({ required, fallback }: Setting): string {
  if (required) return "";
  if (fallback === undefined || fallback === null || fallback === "") return ", optional";
  const text = typeof fallback === "string" ? fallback : JSON.stringify(fallback);
  return `, default ${text}`;
}

type Paper = Pick<Terminal, "columns" | "paint">;

function formatConnector(terminal: Paper, connector: ConnectorDescription): string {
  const config = settingsOf(connector.configSchema);
  const credentials = settingsOf(connector.credentialsSchema);
  return [
    formatFacts(terminal, [
      ["Connector", connector.name],
      ["Platform", connector.title],
      ["About", connector.description],
      ["Fields", connector.fields.map(({ name }) => name).join(", ")],
      // As in Contentful, where each space makes its own types.
      ["Items have", connector.itemFields.join(", ") || "each its own fields"],
      ["Deletions", connector.deletions.join(", ")],
      ["Host last seen", formatTime(connector.hostSeenAt)],
    ]),
    ...(config.length === 0
      ? []
      : ["", terminal.paint("strong", "Settings (--config)"), formatSettings(terminal, config)]),
    ...(credentials.length === 0
      ? []
      : ["", terminal.paint("strong", "Credentials"), formatSettings(terminal, credentials)]),
  ].join("\n");
}
