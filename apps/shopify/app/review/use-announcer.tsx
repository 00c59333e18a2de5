import { Text } from "@shopify/polaris";
import { type ReactElement, useCallback, useState } from "react";

/** Words for screen readers, said as soon as they are free. Render `announcer` once. */
export function useAnnouncer(): { readonly say: (text: string) => void; readonly announcer: ReactElement } {
  const [said, setSaid] = useState({ text: "", times: 0 });
  const say = useCallback((text: string) => setSaid(({ times }) => ({ text, times: times + 1 })), []);
  const announcer = (
    <div role="status" aria-live="polite" data-said>
      {/* The same words twice in a row are news, too. */}
      <Text key={said.times} as="span" visuallyHidden>
        {said.text}
      </Text>
    </div>
  );
  return { say, announcer };
}
