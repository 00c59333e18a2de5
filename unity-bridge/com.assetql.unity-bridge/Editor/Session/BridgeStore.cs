using System;
using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Editor
{
    internal enum StorePart
    {
        Connection,
        Styles,
        Batches,
        Pulls,
        Exports,
    }

    /// <summary>What has been read from the bridge, kept up to date by its events, for whatever panels are open.</summary>
    internal sealed class BridgeStore : IDisposable
    {
        private readonly BridgeClient client;
        private readonly ProgressItems progressItems;
        private readonly ListReader<Style> styleReader;
        private readonly ListReader<Batch> batchReader;
        private readonly ListReader<Pull> pullReader;
        private readonly ListReader<Export> exportReader;
        private readonly Dictionary<string, PullProgress> progress = new Dictionary<string, PullProgress>();
        private bool wasConnected;

        public BridgeStore(BridgeClient client)
        {
            this.client = client;
            progressItems = new ProgressItems(client);
            Styles = new Loadable<Style>();
            Batches = new Loadable<Batch>();
            Pulls = new Loadable<Pull>();
            Exports = new Loadable<Export>();
            styleReader = new ListReader<Style>(Styles, client.Styles.List, () => Tell(StorePart.Styles));
            batchReader = new ListReader<Batch>(Batches, client.Batches.List, () => Tell(StorePart.Batches));
            pullReader = new ListReader<Pull>(Pulls, client.Pulls.List, () => Tell(StorePart.Pulls));
            exportReader = new ListReader<Export>(Exports, client.Exports.List, () => Tell(StorePart.Exports));
            client.ConnectionChanged += OnConnection;
            client.SessionRenewed += ReadAll;
            client.BatchChanged += Put;
            client.PullChanged += Put;
            client.PullProgressed += OnProgress;
            client.ExportChanged += Put;
        }

        public event Action<StorePart> Changed;

        public Loadable<Style> Styles { get; private set; }

        public Loadable<Batch> Batches { get; private set; }

        public Loadable<Pull> Pulls { get; private set; }

        public Loadable<Export> Exports { get; private set; }

        /// <summary>Of a pull's files; null when nothing was told.</summary>
        public PullProgress ProgressOf(string pullId)
        {
            PullProgress latest;
            return progress.TryGetValue(pullId, out latest) ? latest : null;
        }

        public Batch FindBatch(string id)
        {
            return Find(Batches, batch => batch.Id == id);
        }

        public Pull FindPull(string id)
        {
            return Find(Pulls, pull => pull.Id == id);
        }

        public Style FindStyle(string id)
        {
            return Find(Styles, style => style.Id == id);
        }

        public void ReadAll()
        {
            ReadStyles();
            ReadBatches();
            ReadPulls();
            ReadExports();
        }

        public void ReadStyles()
        {
            styleReader.Read(style => { });
        }

        public void ReadMoreStyles()
        {
            styleReader.ReadMore(style => { });
        }

        public void ReadBatches()
        {
            batchReader.Read(Follow);
        }

        public void ReadMoreBatches()
        {
            batchReader.ReadMore(Follow);
        }

        public void ReadPulls()
        {
            pullReader.Read(progressItems.Show);
        }

        public void ReadMorePulls()
        {
            pullReader.ReadMore(progressItems.Show);
        }

        public void ReadExports()
        {
            exportReader.Read(progressItems.Show);
        }

        public void ReadMoreExports()
        {
            exportReader.ReadMore(progressItems.Show);
        }

        public void Put(Batch batch)
        {
            Batches.Put(batch, other => other.Id == batch.Id);
            progressItems.Show(batch);
            Tell(StorePart.Batches);
        }

        public void Put(Pull pull)
        {
            Pulls.Put(pull, other => other.Id == pull.Id);
            progressItems.Show(pull);
            Tell(StorePart.Pulls);
        }

        public void Put(Export export)
        {
            Exports.Put(export, other => other.Id == export.Id);
            progressItems.Show(export);
            Tell(StorePart.Exports);
        }

        public void Put(Style style)
        {
            Styles.Put(style, other => other.Id == style.Id);
            Tell(StorePart.Styles);
        }

        public void Dispose()
        {
            client.ConnectionChanged -= OnConnection;
            client.SessionRenewed -= ReadAll;
            client.BatchChanged -= Put;
            client.PullChanged -= Put;
            client.PullProgressed -= OnProgress;
            client.ExportChanged -= Put;
            progressItems.Dispose();
        }

        private void OnConnection()
        {
            bool isConnected = ConnectionNotice.CanAsk(client.Connection);
            // A session that was resumed tells what changed meanwhile, but this domain may have read nothing yet.
            bool hasRead = Batches.State == LoadState.Ready || Batches.State == LoadState.Loading;
            if (isConnected && !wasConnected && !hasRead) ReadAll();
            if (isConnected && !wasConnected) SendPresets();
            wasConnected = isConnected;
            Tell(StorePart.Connection);
        }

        /// <summary>The bridge forgets a project's presets with the session.</summary>
        private void SendPresets()
        {
            Asking.Done(
                () => client.Project.Configure(PresetsFile.Read().Import),
                () => { },
                problem => UnityEngine.Debug.LogWarning("AssetQL: the import presets were not taken. " + problem));
        }

        private void OnProgress(PullProgress latest)
        {
            progress[latest.PullId] = latest;
            Pull pull = FindPull(latest.PullId);
            if (pull != null) progressItems.Show(pull, latest);
            Tell(StorePart.Pulls);
        }

        /// <summary>What was created elsewhere, in the dashboard or by a colleague, tells nothing unless it is watched.</summary>
        private void Follow(Batch batch)
        {
            progressItems.Show(batch);
            if (!new BatchView(batch, DateTime.UtcNow).IsUnderWay) return;
            Asking.For(() => client.Batches.Watch(batch.Id), Put, problem => { });
        }

        private void Tell(StorePart part)
        {
            if (Changed != null) Changed(part);
        }

        private static T Find<T>(Loadable<T> list, Predicate<T> isIt) where T : class
        {
            foreach (T item in list.Items)
            {
                if (isIt(item)) return item;
            }
            return null;
        }
    }
}
