using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>A change whose files are in place; its mapping may not be yet.</summary>
    internal sealed class CommittedChange
    {
        public CommittedChange(StagedChange change, MappedTexture entry, TexturePlace place)
        {
            Change = change;
            Entry = entry;
            Place = place;
        }

        /// <summary>One that was committed before: a crash may have come before the project was told.</summary>
        public static CommittedChange Again(StagedChange change, MappingView mappings)
        {
            MappedTexture entry = change.IsRemoval ? null : mappings.Find(change.ExternalId);
            TexturePlace place = change.Path == null ? null : new TexturePlace(change.Guid, change.Path);
            return new CommittedChange(change, entry, place);
        }

        /// <summary>By the mapping that tells of them. Those that none tells of are left out.</summary>
        public static Dictionary<string, List<CommittedChange>> ByMapping(IEnumerable<CommittedChange> committed)
        {
            var byMapping = new Dictionary<string, List<CommittedChange>>();
            foreach (CommittedChange one in committed)
            {
                string path = one.MappingPath;
                if (path == null)
                {
                    continue;
                }
                if (!byMapping.ContainsKey(path))
                {
                    byMapping[path] = new List<CommittedChange>();
                }
                byMapping[path].Add(one);
            }
            return byMapping;
        }

        public StagedChange Change { get; private set; }

        /// <summary>Before it; null when it had none.</summary>
        public MappedTexture Entry { get; private set; }

        /// <summary>Null for a removal of what was not there.</summary>
        public TexturePlace Place { get; private set; }

        /// <summary>Null when no mapping is concerned.</summary>
        public string MappingPath
        {
            get
            {
                if (Change.IsRemoval)
                {
                    return Entry == null ? null : Entry.MappingPath;
                }
                return AssetsWriter.MappingOf(Entry, Place.Path, Change.Path);
            }
        }

        public void WriteInto(MappingDocument mapping)
        {
            if (Change.IsRemoval)
            {
                mapping.Remove(Change.ExternalId);
                return;
            }
            StagedContent content = Change.Content;
            WrittenImage written = content == null ? null : new WrittenImage(content.Image, new FileSum(content.Bytes, content.Crc));
            JsonValue entry = MappingEntries.Updated(mapping.Find(Change.ExternalId), Place, Change.Mapping);
            mapping.Put(Change.ExternalId, MappingEntries.WithState(entry, Change.ExternalId, written, Change.Fields));
        }

        /// <param name="now">After the mapping was written; null when it has no entry any more.</param>
        public ImportedTexture ToImported(MappedTexture now)
        {
            MappedTexture known = now ?? Entry;
            string atlas = known != null && known.Fields["atlas"].Kind == JsonKind.String ? known.Fields["atlas"].AsString() : null;
            return new ImportedTexture
            {
                ExternalId = Change.ExternalId,
                AssetId = known == null ? null : known.AssetId,
                Guid = Place == null ? Change.Guid : Place.Guid,
                Path = Place == null ? Change.Path : Place.Path,
                Atlas = atlas,
                ItemId = known == null ? null : known.ItemId,
                IsRemoved = Change.IsRemoval
            };
        }
    }
}
