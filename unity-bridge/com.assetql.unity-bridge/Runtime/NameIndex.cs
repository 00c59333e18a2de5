using System;
using System.Collections.Generic;

namespace AssetQL
{
    /// <summary>Finds entries by any of their names, whatever the case. Knows nothing of Unity.</summary>
    internal sealed class NameIndex
    {
        private readonly Dictionary<string, int> positions =
            new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

        /// <summary>
        /// Names that come first win: add all SKUs, then all titles, then all file names, so that an entry's title
        /// never hides another one's SKU.
        /// </summary>
        public void Add(string name, int position)
        {
            string key = KeyOf(name);
            if (key.Length > 0 && !positions.ContainsKey(key)) positions.Add(key, position);
        }

        public bool TryGet(string name, out int position)
        {
            return positions.TryGetValue(KeyOf(name), out position);
        }

        private static string KeyOf(string name)
        {
            return name == null ? "" : name.Trim();
        }
    }
}
