using System;
using System.Collections.Generic;
using System.Linq;

namespace AssetQL.Editor
{
    /// <summary>What is to be done to one sprite atlas so that it holds the sprites that were pulled into it.</summary>
    internal sealed class AtlasPlan
    {
        private AtlasPlan(string name, IReadOnlyList<string> add, IReadOnlyList<string> remove)
        {
            Name = name;
            Add = add;
            Remove = remove;
        }

        public string Name { get; private set; }

        /// <summary>GUIDs of textures.</summary>
        public IReadOnlyList<string> Add { get; private set; }

        /// <summary>GUIDs of textures.</summary>
        public IReadOnlyList<string> Remove { get; private set; }

        public bool IsNothing { get { return Add.Count == 0 && Remove.Count == 0; } }

        /// <summary>
        /// What somebody put there by hand stays; only textures that AssetQL knows, and that belong elsewhere by now,
        /// are taken out.
        /// </summary>
        /// <param name="name">Of the atlas.</param>
        /// <param name="atlasByGuid">Every texture that was pulled, and its atlas; null or empty for none.</param>
        /// <param name="packed">GUIDs of what is in the atlas now.</param>
        public static AtlasPlan Of(
            string name,
            IReadOnlyDictionary<string, string> atlasByGuid,
            ICollection<string> packed)
        {
            List<string> belonging = atlasByGuid.Where(pair => IsSame(pair.Value, name)).Select(pair => pair.Key).ToList();
            List<string> add = belonging.Where(guid => !packed.Contains(guid)).ToList();
            List<string> remove = packed
                .Where(guid => atlasByGuid.ContainsKey(guid) && !IsSame(atlasByGuid[guid], name))
                .ToList();
            add.Sort(StringComparer.Ordinal);
            remove.Sort(StringComparer.Ordinal);
            return new AtlasPlan(name, add, remove);
        }

        /// <summary>Names are files' names, and on some systems those are the same whatever their case.</summary>
        private static bool IsSame(string one, string other)
        {
            return string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
        }
    }
}
