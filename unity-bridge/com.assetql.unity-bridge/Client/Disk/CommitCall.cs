using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>
    /// import.commit: all that is staged goes to its place, and is imported once. What cannot is told, and the rest goes on.
    /// Asked again, it does what is left.
    /// </summary>
    internal sealed class CommitCall : PreparedCall
    {
        private readonly DiskParts parts;
        private readonly string pullId;
        private readonly List<string> ids = new List<string>();
        private readonly List<StagedChange> changes = new List<StagedChange>();
        private readonly List<StagedChange> done = new List<StagedChange>();
        private readonly Dictionary<string, BridgeException> failed = new Dictionary<string, BridgeException>();

        public CommitCall(DiskParts parts, JsonValue payload)
        {
            this.parts = parts;
            pullId = payload["pullId"].AsString();
            var seen = new HashSet<string>();
            foreach (JsonValue id in payload["externalIds"].RequireArray().Items)
            {
                if (seen.Add(id.AsString()))
                {
                    ids.Add(id.AsString());
                }
            }
        }

        protected override string What
        {
            get { return ProjectPaths.Ours; }
        }

        /// <summary>Also keeps what will be replaced: that takes longest, and the editor need not stand still for it.</summary>
        protected override JsonValue Work()
        {
            MappingView mappings = parts.Mappings.Now();
            foreach (string id in ids)
            {
                StagedChange change = parts.Journal.Read(pullId, id);
                StagedChange carriedOut = change == null ? parts.Journal.ReadDone(pullId, id) : null;
                if (change != null)
                {
                    changes.Add(change);
                    Try(id, change.Path, () => KeepEarly(change, mappings));
                }
                else if (carriedOut != null)
                {
                    done.Add(carriedOut);
                }
                else
                {
                    failed[id] = DiskProblem.StagingMissing(
                        "Library/AssetQL does not tell what is to become of this image. It has to be sent again.");
                }
            }
            // They come to the same again, in full, on the main thread.
            foreach (StagedChange change in changes)
            {
                failed.Remove(change.ExternalId);
            }
            return JsonValue.Null;
        }

        protected override JsonValue Complete(JsonValue ran)
        {
            var imported = new List<ImportedTexture>();
            if (changes.Count + done.Count > 0)
            {
                using (parts.Project.BeginImport())
                {
                    List<CommittedChange> committed = Place();
                    WriteMappings(committed);
                    Finish(committed, imported);
                }
                parts.Project.Imported(imported);
            }
            return JsonValue.Object().Set("failed", CommitFailures.Of(ids, failed));
        }

        private void KeepEarly(StagedChange change, MappingView mappings)
        {
            if (change.IsRemoval || change.Content == null || change.IsNew)
            {
                return;
            }
            var lead = new TextureLead(change.ExternalId, mappings.Find(change.ExternalId));
            var place = new TexturePlace(change.Guid, change.Path);
            FileSum sum = parts.Finder.IsThere(place) ? parts.Sums.Of(parts.Paths.ForExisting(place.Path)) : null;
            if (sum != null && !sum.Is(change.Content.Bytes, change.Content.Crc))
            {
                parts.Kept.Keep(TexturePlacer.ImageBefore(lead, place, sum));
            }
        }

        private List<CommittedChange> Place()
        {
            MappingView mappings = parts.Mappings.Now();
            var placer = new TexturePlacer(parts, changes);
            var committed = new List<CommittedChange>();
            foreach (StagedChange change in changes)
            {
                Try(change.ExternalId, change.Path, () =>
                {
                    TextureLead lead = parts.Finder.Lead(mappings, change.ExternalId, change.Guid);
                    lead.Places.Add(new TexturePlace(change.Guid, change.Path));
                    committed.Add(change.IsRemoval ? Remove(change, lead) : placer.Place(change, lead));
                });
            }
            return committed;
        }

        private CommittedChange Remove(StagedChange change, TextureLead lead)
        {
            TexturePlace last = change.Path == null ? null : new TexturePlace(change.Guid, change.Path);
            return new CommittedChange(change, lead.Entry, TextureRemover.Remove(parts, lead, last));
        }

        /// <summary>Where one cannot be written, all that it is to tell of has failed, and is done again.</summary>
        private void WriteMappings(List<CommittedChange> committed)
        {
            foreach (KeyValuePair<string, List<CommittedChange>> group in CommittedChange.ByMapping(committed))
            {
                BridgeException problem = Problem(group.Key,
                    () => parts.Writer.UpdateMapping(group.Key, mapping => group.Value.ForEach(one => one.WriteInto(mapping))));
                if (problem != null)
                {
                    group.Value.ForEach(one => failed[one.Change.ExternalId] = problem);
                }
            }
        }

        private void Finish(List<CommittedChange> committed, List<ImportedTexture> imported)
        {
            MappingView mappings = parts.Mappings.Now();
            foreach (StagedChange change in done)
            {
                Try(change.ExternalId, change.Path, () => imported.Add(CommittedChange.Again(change, mappings).ToImported(null)));
            }
            foreach (CommittedChange one in committed)
            {
                if (failed.ContainsKey(one.Change.ExternalId))
                {
                    continue;
                }
                Try(one.Change.ExternalId, one.Change.Path, () =>
                {
                    if (one.Change.IsRemoval)
                    {
                        TextureRemover.RemoveFolders(parts, one.Place, one.MappingPath);
                    }
                    parts.Journal.MarkDone(one.Change);
                    imported.Add(one.ToImported(one.Change.IsRemoval ? null : mappings.Find(one.Change.ExternalId)));
                });
            }
        }

        private void Try(string externalId, string path, Action run)
        {
            BridgeException problem = Problem(path ?? ProjectPaths.Ours, run);
            if (problem != null)
            {
                failed[externalId] = problem;
            }
        }

        /// <summary>Null when it went well. What nobody expected is thrown.</summary>
        private BridgeException Problem(string what, Action run)
        {
            try
            {
                run();
                return null;
            }
            catch (Exception error)
            {
                BridgeException told = DiskProblem.From(error, what);
                if (told == null)
                {
                    throw;
                }
                parts.Log(what + ": " + error.Message);
                return told;
            }
        }
    }
}
