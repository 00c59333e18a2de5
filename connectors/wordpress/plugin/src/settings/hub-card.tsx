import { Button, Card, CardBody, CardFooter, CardHeader, Notice, TextControl } from "@wordpress/components";
import { useState } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { ProblemNotice } from "../shared/problem-notice.tsx";
import { useAction } from "../shared/use-action.ts";
import { type Changes, type Settings, settingsApi } from "./settings-api.ts";

export interface CardProps {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}

/** Address and key of the hub, and whether they work. */
export function HubCard({ settings, onChange }: CardProps) {
  const [hubUrl, setHubUrl] = useState(settings.hubUrl);
  const [apiKey, setApiKey] = useState("");
  const [message, setMessage] = useState("");
  const { busy, problem, run } = useAction();
  const isFixed = settings.hubUrlIsFixed && settings.keyIsFixed;
  const isChanged = hubUrl !== settings.hubUrl || apiKey !== "";

  const save = async (): Promise<void> => {
    const changes: Changes = {
      ...(settings.hubUrlIsFixed ? {} : { hubUrl }),
      ...(apiKey === "" ? {} : { apiKey }),
    };
    onChange(await settingsApi.save(changes));
    setApiKey("");
    setMessage(__("Saved.", "assetql"));
  };
  const act = (name: string, action: () => Promise<void>) => {
    setMessage("");
    run(name, action);
  };
  const check = async (): Promise<void> => {
    if (isChanged) await save();
    setMessage((await settingsApi.check()).message);
  };

  return (
    <Card>
      <CardHeader>
        <h2>{__("Hub", "assetql")}</h2>
      </CardHeader>
      <CardBody>
        <TextControl
          __nextHasNoMarginBottom
          label={__("Address", "assetql")}
          type="url"
          value={hubUrl}
          onChange={setHubUrl}
          disabled={settings.hubUrlIsFixed}
          placeholder="https://hub.example.com"
          help={
            settings.hubUrlIsFixed ? __("Set in wp-config.php as ASSETQL_HUB_URL.", "assetql") : undefined
          }
        />
        <TextControl
          __nextHasNoMarginBottom
          label={__("API key", "assetql")}
          type="password"
          autoComplete="off"
          value={apiKey}
          onChange={setApiKey}
          disabled={settings.keyIsFixed}
          placeholder={settings.hasKey ? "••••••••••••••••" : ""}
          help={keyHelp(settings)}
        />
        {settings.keyUnreadable && (
          <Notice status="warning" isDismissible={false}>
            {__(
              "The stored key cannot be read any more, because the security keys in wp-config.php have changed. Enter it again.",
              "assetql",
            )}
          </Notice>
        )}
        <ProblemNotice problem={problem} />
        {message !== "" && problem === undefined && (
          <Notice status="success" isDismissible={false}>
            {message}
          </Notice>
        )}
      </CardBody>
      <CardFooter>
        {!isFixed && (
          <Button
            variant="primary"
            onClick={() => act("save", save)}
            isBusy={busy === "save"}
            disabled={busy !== undefined || !isChanged}
          >
            {__("Save", "assetql")}
          </Button>
        )}
        <Button
          variant="secondary"
          onClick={() => act("check", check)}
          isBusy={busy === "check"}
          disabled={busy !== undefined || hubUrl === "" || (!settings.hasKey && apiKey === "")}
        >
          {__("Check connection", "assetql")}
        </Button>
      </CardFooter>
    </Card>
  );
}

function keyHelp({ keyIsFixed, hasKey }: Settings): string {
  if (keyIsFixed) return __("Set in wp-config.php as ASSETQL_API_KEY.", "assetql");
  if (hasKey) return __("A key is stored, encrypted. Enter another one to replace it.", "assetql");
  return __(
    "With the role “admin” to connect this site, “creator” afterwards. It is stored encrypted, and never sent to a browser.",
    "assetql",
  );
}
