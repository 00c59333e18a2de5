import { Card, Layout, SkeletonBodyText, SkeletonPage } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** While the next page's data is on its way. */
export function PageSkeleton() {
  const { t } = useTranslation("common");
  return (
    <div aria-busy="true" aria-label={t("loading")} role="status">
      <SkeletonPage primaryAction>
        <Layout>
          {[6, 4].map((lines) => (
            <Layout.Section key={lines}>
              <Card>
                <SkeletonBodyText lines={lines} />
              </Card>
            </Layout.Section>
          ))}
        </Layout>
      </SkeletonPage>
    </div>
  );
}
