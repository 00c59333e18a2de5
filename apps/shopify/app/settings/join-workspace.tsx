import { BlockStack, Button, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../common/use-confirm.tsx";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { looksLikeKey } from "./key-form.ts";
import { useWorkspaceChange } from "./use-workspace-change.ts";

interface JoinWorkspaceProps {
  /** Where the shop works now, which it is about to leave; it is asked whether it wants to. */
  readonly current?: { readonly name: string; readonly isOwn: boolean };
}

export function JoinWorkspace({ current }: JoinWorkspaceProps) {
  const { t } = useTranslation("settings");
  const { data, submit, isBusy } = useWorkspaceChange();
  const { confirm, question } = useConfirm();
  const [key, setKey] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => {
    if (data !== undefined && !hasProblem(data)) setKey("");
  }, [data]);
  const join = async () => {
    setIsWrong(!looksLikeKey(key));
    if (!looksLikeKey(key)) return;
    const isSure =
      current === undefined ||
      (await confirm({
        title: t("workspace.joinTitle"),
        message: t(current.isOwn ? "workspace.joinFromOwn" : "workspace.joinFromJoined", {
          name: current.name,
        }),
        action: t("workspace.join"),
      }));
    if (isSure) submit("/app/settings/join", { apiKey: key });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <BlockStack gap="300">
        {hasProblem(data) ? <ProblemBanner problem={data.problem} /> : null}
        <TextField
          label={t(current === undefined ? "workspace.newKey" : "workspace.key")}
          helpText={t("workspace.keyHelp")}
          type="password"
          autoComplete="off"
          value={key}
          onChange={(value) => {
            setKey(value);
            setIsWrong(false);
          }}
          {...(isWrong ? { error: t("workspace.keyWrong") } : {})}
        />
        <InlineStack>
          <Button submit loading={isBusy}>
            {t("workspace.join")}
          </Button>
        </InlineStack>
      </BlockStack>
      {question}
    </form>
  );
}
