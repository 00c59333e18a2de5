import { Button, Card, CardBody, CardFooter, CardHeader, Notice, TextControl } from "@wordpress/components";
import { useState } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { ProblemNotice } from "../shared/problem-notice.tsx";
import { useAction } from "../shared/use-action.ts";
import type { CardProps } from "./hub-card.tsx";
import { settingsApi } from "./settings-api.ts";

/** Whom to tell when a post is published or changed; nobody unless an address is here. */
export function UpdatesCard({ settings, onChange }: CardProps) {
  const [updatesUrl, setUpdatesUrl] = useState(settings.updatesUrl);
  const [isSaved, setIsSaved] = useState(false);
  const { busy, problem, run } = useAction();
  const isChanged = updatesUrl !== settings.updatesUrl;
  const save = () =>
    run("save", async () => {
      setIsSaved(false);
      onChange(await settingsApi.save({ updatesUrl }));
      setIsSaved(true);
    });

  return (
    <Card>
      <CardHeader>
        <h2>{__("Updates", "assetql")}</h2>
        <span className="assetql-state">{__("Optional", "assetql")}</span>
      </CardHeader>
      <CardBody>
        <p>
          {__(
            "Tell the sync service as soon as a post is published or changed, instead of it looking for itself on its schedule. Messages are signed with a secret that the hub got when this site was connected.",
            "assetql",
          )}
        </p>
        <TextControl
          __nextHasNoMarginBottom
          label={__("Address", "assetql")}
          type="url"
          value={updatesUrl}
          onChange={setUpdatesUrl}
          placeholder="https://sync.example.com/hooks/wordpress/{targetId}"
          help={__("{targetId} becomes the id of this site on the hub. Empty: nobody is told.", "assetql")}
        />
        <ProblemNotice problem={problem} />
        {isSaved && problem === undefined && (
          <Notice status="success" isDismissible={false}>
            {__("Saved.", "assetql")}
          </Notice>
        )}
      </CardBody>
      <CardFooter>
        <Button
          variant="secondary"
          onClick={save}
          isBusy={busy === "save"}
          disabled={busy !== undefined || !isChanged}
        >
          {__("Save", "assetql")}
        </Button>
      </CardFooter>
    </Card>
  );
}
