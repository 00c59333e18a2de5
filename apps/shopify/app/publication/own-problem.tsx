import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useProblemSentence } from "../problems/use-problem-text.ts";
import type { PublicationPage } from "./load-publication.server.ts";

/** Why the plan could not be made, the work stopped, or what was scheduled did not happen; and what to do. */
export function OwnProblem({ page }: { page: PublicationPage }) {
  const { t } = useTranslation("publication");
  const problemSentence = useProblemSentence();
  const { publication, whyStopped } = page;
  const { problem, status } = publication;
  if (whyStopped !== null) {
    return (
      <Banner tone="warning" title={t(`problem.${whyStopped}`)}>
        <Text as="p">{`${t("problem.backAgain")} ${t(`problem.next.${nextOf(page)}`)}`}</Text>
      </Banner>
    );
  }
  if (problem === null) return null;
  const own = ownProblem(problem.code);
  const title =
    own === undefined ? t(status === "failed" ? "problem.failed" : "problem.stopped") : t(`problem.${own}`);
  return (
    <Banner tone={status === "failed" ? "critical" : "warning"} title={title}>
      <Text as="p">{own === undefined ? problemSentence(problem) : t(`problem.${own}Help`)}</Text>
    </Banner>
  );
}

/** Problems of publications themselves, not of the shop. */
const ownProblem = (code: string): "stopped-plan" | "missed" | undefined => {
  if (code === "plan-stopped") return "stopped-plan";
  return code === "schedule-missed" ? "missed" : undefined;
};

/** What is left to be done once the app is let in again. */
function nextOf({ publication: { status, counts } }: PublicationPage): "resume" | "plan" | "retry" | "none" {
  if (status === "paused") return "resume";
  if (status === "failed") return "plan";
  return counts.failed + counts.revertFailed > 0 ? "retry" : "none";
}
