import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDynamo } from "../../../../test/support/shopify-server/dynamo.ts";
import { openStore } from "../store/open-store.ts";
import { sessionBattery } from "./session.battery.ts";

sessionBattery("SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assetql-sessions-"));
  const store = openStore({ kind: "sqlite", folder });
  return {
    sessions: store.sessions,
    async close() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

sessionBattery("DynamoDB", async () => {
  const dynamo = await startDynamo();
  const { documents, sessions } = await dynamo.tables();
  const { endpoint, region } = dynamo;
  const store = openStore({ kind: "dynamodb", table: documents, sessionsTable: sessions, region, endpoint });
  return {
    sessions: store.sessions,
    async close() {
      store.close();
      await dynamo.stop();
    },
  };
});
