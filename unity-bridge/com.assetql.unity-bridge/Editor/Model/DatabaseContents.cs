using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>What the mapping files say, as the database takes it.</summary>
    internal static class DatabaseContents
    {
        private const string Root = "Assets/AssetQL/";

        /// <summary>One entry for each texture: of several, as after a merge of two branches, the last.</summary>
        public static IReadOnlyList<MappingEntry> Of(IEnumerable<MappingEntry> entries)
        {
            Dictionary<string, MappingEntry> byGuid = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
            foreach (MappingEntry entry in entries)
            {
                if (!string.IsNullOrEmpty(entry.Guid)) byGuid[entry.Guid] = entry;
            }
            return byGuid.Values.ToList();
        }

        /// <summary>The batch that a texture came from, by the folder it was pulled to; null when none is called so.</summary>
        /// <param name="path">As in "Assets/AssetQL/Potions/Textures/mana.png".</param>
        public static Batch BatchOf(string path, IEnumerable<Batch> batches)
        {
            if (path == null || !path.StartsWith(Root, StringComparison.OrdinalIgnoreCase)) return null;
            string folder = Letters(path.Substring(Root.Length).Split('/')[0]);
            return batches.FirstOrDefault(batch => folder.Length > 0 && Letters(batch.Name) == folder);
        }

        /// <summary>All that a folder's name keeps of a batch's for certain.</summary>
        private static string Letters(string name)
        {
            return new string(name.Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant();
        }
    }
}
