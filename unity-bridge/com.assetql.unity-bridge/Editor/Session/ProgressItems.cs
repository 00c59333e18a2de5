using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using AssetQL.Client;
using UnityEditor;

namespace AssetQL.Editor
{
    /// <summary>
    /// What goes on, as Unity's own background tasks show it (the corner of the status bar), with a way to pause it.
    /// They are gone with a domain reload, and come again with the next reading.
    /// </summary>
    internal sealed class ProgressItems : IDisposable
    {
        private const string WhereToLook = "Window > AssetQL";

        private readonly BridgeClient client;
        private readonly Dictionary<string, int> items = new Dictionary<string, int>();
        private bool isDisposed;

        public ProgressItems(BridgeClient client)
        {
            this.client = client;
        }

        public void Show(Batch batch)
        {
            BatchView view = new BatchView(batch, DateTime.UtcNow);
            if (!view.IsUnderWay)
            {
                End(batch.Id, batch.Status == "completed", batch.Status == "cancelled" || batch.Status == "paused");
                return;
            }
            Report(batch.Id, "AssetQL batch: " + batch.Name, view.Fraction, view.Summary, () => Pause(batch.Id, () => client.Batches.Pause(batch.Id)));
        }

        public void Show(Pull pull)
        {
            Show(pull, null);
        }

        public void Show(Pull pull, PullProgress progress)
        {
            PullView view = new PullView(pull, progress);
            if (!view.IsUnderWay)
            {
                End(pull.Id, pull.Status != "failed", pull.Status == "paused");
                return;
            }
            string name = "AssetQL pull: " + pull.Name;
            Report(pull.Id, name, view.Fraction, view.Status + ", " + view.Summary, () => Pause(pull.Id, () => client.Pulls.Pause(pull.Id)));
        }

        public void Show(Export export)
        {
            ExportView view = new ExportView(export);
            if (!view.IsUnderWay)
            {
                End(export.Id, export.Status == "completed", false);
                return;
            }
            Report(export.Id, "AssetQL export", view.Fraction, view.Summary, null);
        }

        /// <summary>Before a domain reload as well: Unity does not remove unmanaged items by itself.</summary>
        public void Dispose()
        {
            isDisposed = true;
            foreach (int item in items.Values)
            {
                if (Progress.Exists(item)) Progress.Remove(item);
            }
            items.Clear();
        }

        private void Report(string id, string name, float fraction, string text, Func<bool> cancel)
        {
            // An answer that was under way.
            if (isDisposed) return;
            int item;
            string description = text + " (" + WhereToLook + ")";
            if (!items.TryGetValue(id, out item) || !Progress.Exists(item))
            {
                // Managed ones, which is what Unity makes of them otherwise, are cancelled at each domain reload: every
                // compilation would stop the batch.
                item = Progress.Start(name, description, Progress.Options.Unmanaged);
                if (cancel != null) Progress.RegisterCancelCallback(item, cancel);
                items[id] = item;
            }
            Progress.Report(item, fraction, description);
        }

        private void End(string id, bool isWell, bool isCancelled)
        {
            int item;
            if (!items.TryGetValue(id, out item)) return;
            items.Remove(id);
            if (!Progress.Exists(item)) return;
            Progress.Status failed = isCancelled ? Progress.Status.Canceled : Progress.Status.Failed;
            Progress.Finish(item, isWell ? Progress.Status.Succeeded : failed);
        }

        /// <summary>
        /// Nothing is thrown away with one press: it is paused, and the window goes on with it or cancels it. True: Unity
        /// takes the item for cancelled and ends it. While the bridge has not done so, the next event brings another one.
        /// </summary>
        private bool Pause<T>(string id, Func<Task<T>> pause)
        {
            if (!ConnectionNotice.CanAsk(client.Connection)) return false;
            items.Remove(id);
            Asking.For(pause, paused => { }, Warn);
            return true;
        }

        private static void Warn(string problem)
        {
            UnityEngine.Debug.LogWarning("AssetQL: " + problem);
        }
    }
}
