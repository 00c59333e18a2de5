import "../shared/shared.css";
import "./editor.css";
import { __ } from "@wordpress/i18n";
import { registerPlugin } from "@wordpress/plugins";
import { PostPanel } from "./post-panel.tsx";

// In `wp.editor` since 6.6, where `wp.editPost` warns; only in `wp.editPost` before.
const Panel = window.wp.editor?.PluginDocumentSettingPanel ?? window.wp.editPost?.PluginDocumentSettingPanel;

if (Panel !== undefined) {
  registerPlugin("assetql", {
    render: () => (
      <Panel name="assetql" title={__("AssetQL image", "assetql")} className="assetql-panel">
        <PostPanel />
      </Panel>
    ),
  });
}
