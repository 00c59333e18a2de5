using System.IO;

namespace AssetQL.Client
{
    /// <summary>
    /// import.restore: an undo of one asset, at once. Brings back what was there before, or removes what was made. On the
    /// main thread, for it makes folders and mappings, whose GUIDs must be free.
    /// </summary>
    internal sealed class RestoreCall : PreparedCall
    {
        private const string MaxSide = "maxSide";
        private readonly DiskParts parts;
        private readonly string pullId;
        private readonly string guid;
        private readonly JsonValue fields;
        private readonly bool remove;
        private readonly TextureLead lead;

        public RestoreCall(DiskParts parts, JsonValue payload)
        {
            this.parts = parts;
            pullId = payload["pullId"].AsString();
            guid = payload["guid"].AsString();
            fields = payload["fields"].RequireObject();
            remove = payload["remove"].AsBool();
            lead = parts.Finder.Lead(parts.Mappings.Now(), payload["externalId"].AsString(), guid);
        }

        public override bool NeedsMainThread
        {
            get { return true; }
        }

        protected override string What
        {
            get { return lead.Entry == null || lead.Entry.Path == null ? ProjectPaths.Ours : lead.Entry.Path; }
        }

        protected override JsonValue Work()
        {
            ImportedTexture texture = remove ? Remove() : BringBack();
            // The same pull may be applied again.
            parts.Journal.Forget(pullId, lead.ExternalId);
            parts.AddRestored(pullId, texture);
            return JsonValue.Object();
        }

        private ImportedTexture Remove()
        {
            StagedChange made = parts.Journal.ReadDone(pullId, lead.ExternalId) ?? parts.Journal.Read(pullId, lead.ExternalId);
            TexturePlace last = made == null || made.Path == null ? null : new TexturePlace(made.Guid, made.Path);
            TexturePlace place = TextureRemover.Remove(parts, lead, last);
            string mapping = lead.Entry == null ? null : lead.Entry.MappingPath;
            if (mapping != null)
            {
                parts.Writer.UpdateMapping(mapping, document => document.Remove(lead.ExternalId));
            }
            TextureRemover.RemoveFolders(parts, place ?? last, mapping);
            return Imported(place ?? new TexturePlace(guid, null), lead.Entry, true);
        }

        private ImportedTexture BringBack()
        {
            TexturePlace place = parts.Finder.Find(lead);
            WrittenImage written = null;
            KeptImage kept = place == null ? FindRemoved() : FindReplaced(place);
            if (kept != null)
            {
                place = place == null ? MakeAgain(kept) : PutBack(kept, place);
                written = kept.Version.IsOthers ? null : new WrittenImage(kept.Version.Value, kept.Sum);
            }
            Patch(place);
            string mapping = AssetsWriter.MappingOf(lead.Entry, place.Path, null);
            JsonValue entry = EntryBefore(kept, place);
            MappingEntries.WithState(entry, lead.ExternalId, written, fields);
            MappingEntries.ShowAgain(entry, fields);
            parts.Writer.UpdateMapping(mapping, document => document.Put(lead.ExternalId, entry));
            return Imported(place, MappedTexture.Of(entry, mapping), false);
        }

        /// <summary>What tells of the image is as it was with that image; all else is as it is now.</summary>
        private JsonValue EntryBefore(KeptImage kept, TexturePlace place)
        {
            JsonValue then = kept == null ? null : kept.Entry;
            JsonValue now = lead.Entry == null ? then : lead.Entry.Source;
            return MappingEntries.Updated(now, place, then == null ? JsonValue.Object() : MappingEntries.OwnOf(then));
        }

        /// <summary>Null when the image that is there is the one.</summary>
        private KeptImage FindReplaced(TexturePlace place)
        {
            FileSum sum = parts.Sums.Of(parts.Paths.ForExisting(place.Path));
            ImageVersion now = ImageVersion.Of(lead.Entry, sum);
            string value = Image ?? now.Value;
            JsonValue side = fields.Has(MaxSide) || lead.Entry == null ? fields[MaxSide] : lead.Entry.Fields[MaxSide];
            var wanted = new ImageVersion(value, side);
            if (now.Is(wanted))
            {
                return null;
            }
            KeptImage kept = parts.Kept.Find(lead.ExternalId, wanted, Path.GetExtension(place.Path));
            if (kept == null)
            {
                throw NoLongerKept();
            }
            return kept;
        }

        private KeptImage FindRemoved()
        {
            KeptImage kept = parts.Kept.FindRemoved(lead.ExternalId);
            if (kept != null && Image != null && kept.Version.Value != Image)
            {
                kept = parts.Kept.Find(lead.ExternalId, new ImageVersion(Image, fields[MaxSide]), Path.GetExtension(kept.Path));
            }
            if (kept == null || kept.Guid != guid)
            {
                throw NoLongerKept();
            }
            return kept;
        }

        /// <summary>Null when it stays as it is.</summary>
        private string Image
        {
            get { return fields["image"].Kind == JsonKind.String ? fields["image"].AsString() : null; }
        }

        private static BridgeException NoLongerKept()
        {
            return DiskProblem.FileMissing("The image from before is no longer kept in this project’s Library, so it cannot "
                + "be brought back. Pull the asset again, or take the file from version control.");
        }

        /// <summary>Somebody’s own file is kept too; one that we wrote can be pulled again.</summary>
        private TexturePlace PutBack(KeptImage kept, TexturePlace place)
        {
            string full = parts.Paths.Full(place.Path);
            ImageToKeep now = TexturePlacer.ImageBefore(lead, place, parts.Sums.Of(full));
            if (now.Version.IsOthers)
            {
                parts.Kept.Keep(now);
            }
            parts.Files.CopyWhole(kept.ImagePath, full);
            parts.Sums.Remember(full, kept.Sum);
            return place;
        }

        /// <summary>The same GUID again, so that scenes find it, at its place or, if that is taken, beside it.</summary>
        private TexturePlace MakeAgain(KeptImage kept)
        {
            string folder = ProjectPaths.ParentOf(kept.Path);
            parts.Paths.ForExisting(kept.Path);
            FolderListing there = parts.Folders.Of(parts.Paths.Full(folder));
            string name = Names.Free(ProjectPaths.NameOf(kept.Path), one => there != null && IsTaken(there, folder, one));
            string path = folder + "/" + name;
            string full = parts.Paths.ForExisting(path);
            parts.Writer.MakeFolders(folder);
            parts.Files.CopyWhole(kept.MetaPath, full + MetaFile.Ending);
            parts.Files.CopyWhole(kept.ImagePath, full);
            parts.Sums.Remember(full, kept.Sum);
            return new TexturePlace(guid, path);
        }

        private bool IsTaken(FolderListing there, string folder, string name)
        {
            string meta = there.AsThere(name + MetaFile.Ending);
            return there.Has(name) || (meta != null && MetaFile.GuidAt(parts.Paths.Full(folder + "/" + meta)) != guid);
        }

        private void Patch(TexturePlace place)
        {
            string meta = parts.Paths.Full(place.Path) + MetaFile.Ending;
            byte[] patched = ImportFields.Patched(MetaFile.Read(meta), fields, place.Path);
            if (patched != null)
            {
                parts.Files.WriteWhole(meta, patched);
            }
        }

        private ImportedTexture Imported(TexturePlace place, MappedTexture entry, bool isRemoved)
        {
            bool hasAtlas = entry != null && entry.Fields["atlas"].Kind == JsonKind.String;
            return new ImportedTexture
            {
                ExternalId = lead.ExternalId,
                AssetId = entry == null ? null : entry.AssetId,
                Guid = place.Guid,
                Path = place.Path,
                Atlas = hasAtlas ? entry.Fields["atlas"].AsString() : null,
                ItemId = entry == null ? null : entry.ItemId,
                IsRemoved = isRemoved
            };
        }
    }
}
