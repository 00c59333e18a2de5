import { Spinner } from "@wordpress/components";
import { useState } from "@wordpress/element";
import { ProblemNotice } from "../shared/problem-notice.tsx";
import { useLoaded } from "../shared/use-loaded.ts";
import { ConnectionCard } from "./connection-card.tsx";
import { HubCard } from "./hub-card.tsx";
import { type Settings, settingsApi } from "./settings-api.ts";
import { UpdatesCard } from "./updates-card.tsx";

/** Settings → AssetQL: the hub, this site's connection to it, and whom to tell of posts. */
export function SettingsScreen() {
  const { value: loaded, problem } = useLoaded(settingsApi.read, "settings");
  const [changed, setChanged] = useState<Settings | undefined>(undefined);
  const settings = changed ?? loaded;
  if (settings === undefined)
    return problem === undefined ? <Spinner /> : <ProblemNotice problem={problem} />;
  return (
    <div className="assetql-settings">
      <HubCard settings={settings} onChange={setChanged} />
      <ConnectionCard settings={settings} onChange={setChanged} />
      <UpdatesCard settings={settings} onChange={setChanged} />
    </div>
  );
}
