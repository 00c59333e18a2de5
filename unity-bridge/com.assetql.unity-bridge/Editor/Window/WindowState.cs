using System;
using System.Collections.Generic;

namespace AssetQL.Editor
{
    internal enum WindowTab
    {
        Create,
        Batches,
        Images,
        Pull,
        Export,
    }

    /// <summary>What the window keeps over domain reloads and restarts of the editor: Unity stores it with the layout.</summary>
    [Serializable]
    internal sealed class WindowState
    {
        public WindowTab Tab = WindowTab.Create;
        public StyleForm NewStyle = new StyleForm();
        public DraftForm Draft = new DraftForm();
        public SheetQuery Sheet = new SheetQuery();
        public PullForm Pull = new PullForm();
        public ExportForm Export = new ExportForm();
    }
}
