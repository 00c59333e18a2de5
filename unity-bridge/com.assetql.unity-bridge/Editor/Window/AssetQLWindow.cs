using System;
using System.Collections.Generic;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Window > AssetQL.</summary>
    internal sealed class AssetQLWindow : EditorWindow
    {
        private static readonly Notice Again =
            new Notice(NoticeKind.Busy, "", "Unity has reloaded its code. The window goes on as soon as it is connected again.");

        [SerializeField] private WindowState state = new WindowState();

        private readonly Dictionary<WindowTab, Button> tabs = new Dictionary<WindowTab, Button>();
        private BridgeStore store;
        private VisualElement connection;
        private VisualElement content;
        private Panel panel;
        private WindowContext shown;
        private Notice told;
        private bool isDark;

        [MenuItem("Window/AssetQL", false, 3100)]
        public static void Open()
        {
            Open(null);
        }

        /// <param name="prepare">Sets what the window is to show; null: what it showed last.</param>
        public static void Open(Action<WindowState> prepare)
        {
            AssetQLWindow window = GetWindow<AssetQLWindow>("AssetQL");
            window.minSize = new Vector2(460, 360);
            if (prepare == null) return;
            prepare(window.state);
            if (window.content != null) window.ShowTab(window.state.Tab);
        }

        private void CreateGUI()
        {
            BridgeSession.EnsureStarted();
            BridgeSession.Replaced += Rebuild;
            Rebuild();
        }

        /// <summary>Somebody may have chosen the other skin in the preferences meanwhile.</summary>
        private void OnFocus()
        {
            if (content != null && isDark != EditorGUIUtility.isProSkin) Rebuild();
        }

        /// <summary>Also before a domain reload: thumbnails do not outlive it.</summary>
        private void OnDisable()
        {
            BridgeSession.Replaced -= Rebuild;
            Forget();
        }

        private void Rebuild()
        {
            Forget();
            isDark = EditorGUIUtility.isProSkin;
            // A new one each time: it takes the style sheets of the other skin along.
            VisualElement root = Ui.Box("aql-root");
            Look.AddSheets(root);
            rootVisualElement.Clear();
            rootVisualElement.Add(root);
            connection = Ui.Box("aql-connection");
            content = Ui.Box("aql-content");
            root.Add(connection);
            root.Add(TabBar());
            root.Add(content);
            store = BridgeSession.Store;
            if (store != null) store.Changed += OnChanged;
            ShowConnection();
            ShowTab(state.Tab);
        }

        private void Forget()
        {
            if (panel != null) panel.Leave();
            panel = null;
            shown = null;
            told = null;
            if (store != null) store.Changed -= OnChanged;
            store = null;
        }

        private VisualElement TabBar()
        {
            VisualElement bar = Ui.Box("aql-tabs");
            tabs.Clear();
            foreach (WindowTab tab in (WindowTab[])Enum.GetValues(typeof(WindowTab)))
            {
                WindowTab own = tab;
                Button button = new Button(() => ShowTab(own)) { text = tab.ToString() };
                button.AddToClassList("aql-tab");
                tabs[tab] = button;
                bar.Add(button);
            }
            return bar;
        }

        private void OnChanged(StorePart part)
        {
            if (part == StorePart.Connection) ShowConnection();
            // Not at each try: somebody may be copying a command of the first steps.
            if (part == StorePart.Connection && panel == null && BridgeSession.IsConnected) ShowTab(state.Tab);
            if (panel != null) panel.Refresh(part);
        }

        private void ShowConnection()
        {
            Notice notice = BridgeSession.Client == null
                ? ConnectionNotice.Guarded(BridgeSession.Guarded ?? "AssetQL has not been started.")
                : ConnectionNotice.Of(BridgeSession.Client.Connection);
            // As it is, it stays: a button that is made anew while the mouse is pressed misses the click.
            if (told == null || !told.IsSameAs(notice))
            {
                told = notice;
                connection.Clear();
                connection.Add(Ui.Tell(notice, () => BridgeSession.Client.Reconnect()));
                connection.Add(Ui.Press("Settings", () => SettingsService.OpenUserPreferences(PreferencesPage.Path)));
            }
            // What is there stays to be read while the connection is lost for a moment.
            if (content != null) content.SetEnabled(panel == null || BridgeSession.IsConnected);
        }

        private void ShowTab(WindowTab tab)
        {
            state.Tab = tab;
            foreach (KeyValuePair<WindowTab, Button> pair in tabs)
            {
                pair.Value.EnableInClassList("aql-tab--shown", pair.Key == tab);
            }
            if (panel != null) panel.Leave();
            panel = null;
            shown = null;
            content.Clear();
            bool wasEverConnected = store != null && store.Batches.State != LoadState.Idle;
            if (wasEverConnected || BridgeSession.IsConnected)
            {
                panel = PanelOf(tab);
                content.Add(panel);
            }
            else if (store != null)
            {
                content.Add(BridgeSession.HadSession ? Ui.Tell(Again, null) : new FirstSteps());
            }
            ShowConnection();
        }

        private Panel PanelOf(WindowTab tab)
        {
            WindowContext context = new WindowContext(state, BridgeSession.Client, store);
            // An answer may come when its panel, or the window, is there no more.
            context.Go = next =>
            {
                if (shown == context) ShowTab(next);
            };
            shown = context;
            switch (tab)
            {
                case WindowTab.Create: return new CreatePanel(context);
                case WindowTab.Batches: return new BatchesPanel(context);
                case WindowTab.Images: return new ImagesPanel(context);
                case WindowTab.Pull: return new PullPanel(context);
                default: return new ExportPanel(context);
            }
        }
    }
}
