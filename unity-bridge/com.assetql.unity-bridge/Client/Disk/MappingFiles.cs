using System;
using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>What the mappings of a project tell of a texture.</summary>
    public sealed class MappingEntry
    {
        internal MappingEntry(JsonValue entry)
        {
            AssetId = Text(entry["assetId"]);
            Guid = Text(entry["guid"]);
            Path = Text(entry["path"]);
            Sku = Text(entry["sku"]);
            Title = Text(entry["title"]);
            Category = Text(entry["category"]);
            Atlas = Text(entry["fields"]["atlas"]) ?? Text(entry["atlas"]);
            ItemId = Text(entry["itemId"]);
            StyleScore = entry["styleScore"].Kind == JsonKind.Number ? entry["styleScore"].AsDouble() : (double?)null;
            var tags = new List<string>();
            foreach (JsonValue tag in entry["tags"].Items)
            {
                if (Text(tag) != null)
                {
                    tags.Add(Text(tag));
                }
            }
            var metadata = new Dictionary<string, string>();
            foreach (KeyValuePair<string, JsonValue> member in entry["metadata"].Members)
            {
                metadata[member.Key] = Text(member.Value) ?? member.Value.ToString();
            }
            Tags = tags;
            Metadata = metadata;
        }

        /// <summary>Of the hub.</summary>
        public string AssetId { get; private set; }

        /// <summary>Unity's.</summary>
        public string Guid { get; private set; }

        /// <summary>Where it was when it was last pulled; by its GUID it is found after a move, too.</summary>
        public string Path { get; private set; }

        /// <summary>Null when it has none.</summary>
        public string Sku { get; private set; }

        /// <summary>For people.</summary>
        public string Title { get; private set; }

        /// <summary>May be empty.</summary>
        public IReadOnlyList<string> Tags { get; private set; }

        /// <summary>Null when it has none.</summary>
        public string Category { get; private set; }

        /// <summary>From 0 to 1; null when it was not scored.</summary>
        public double? StyleScore { get; private set; }

        /// <summary>Name of its sprite atlas; null for none.</summary>
        public string Atlas { get; private set; }

        /// <summary>Of the missing sprite it is for; null for none.</summary>
        public string ItemId { get; private set; }

        /// <summary>The other columns of the row it was made from.</summary>
        public IReadOnlyDictionary<string, string> Metadata { get; private set; }

        private static string Text(JsonValue value)
        {
            return value.Kind == JsonKind.String ? value.AsString() : null;
        }
    }

    /// <summary>All assetql-mapping.json files of a project.</summary>
    public static class MappingFiles
    {
        /// <summary>Their entries, by file and then as they stand there. A file that cannot be read is left out.</summary>
        /// <param name="projectRoot">The folder that holds Assets.</param>
        public static IReadOnlyList<MappingEntry> ReadAll(string projectRoot)
        {
            var entries = new List<MappingEntry>();
            var paths = new ProjectPaths(projectRoot);
            var files = new List<string>(MappingWalk.Find(paths, new FolderCache()));
            files.Sort(StringComparer.Ordinal);
            foreach (string full in files)
            {
                foreach (JsonValue entry in EntriesOf(full, paths.Relative(full)))
                {
                    entries.Add(new MappingEntry(entry));
                }
            }
            return entries;
        }

        private static IReadOnlyList<JsonValue> EntriesOf(string full, string path)
        {
            try
            {
                return MappingDocument.Read(full, path).Entries;
            }
            catch (BridgeException)
            {
                return new JsonValue[0];
            }
            catch (IOException)
            {
                return new JsonValue[0];
            }
            catch (UnauthorizedAccessException)
            {
                return new JsonValue[0];
            }
        }
    }
}
