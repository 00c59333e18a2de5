using System;
using System.Collections.Generic;
using UnityEngine;

namespace AssetQL
{
    /// <summary>
    /// Every image that was pulled into the project, to ask for by name. The editor writes it after each import, to
    /// Assets/AssetQL/AssetQLDatabase.asset.
    /// <para>
    /// In the editor it is always there. In a player build it is there once Unity has loaded it: turn on
    /// "Preload in player builds" in Project Settings, AssetQL, or refer to the asset from a scene or from an asset
    /// bundle, which also lets you choose when its sprites are loaded. Either way its sprites are part of the build.
    /// </para>
    /// </summary>
    /// <example><code>
    /// Sprite dragon = AssetQLDatabase.FindSprite("dragon");
    /// if (AssetQLDatabase.TryGet("SKU-017", out AssetQLEntry entry)) Debug.Log(entry.Title + " " + entry.StyleScore);
    /// </code></example>
    public sealed class AssetQLDatabase : ScriptableObject
    {
        /// <summary>The editor's way to it; null in a player.</summary>
        internal static Func<AssetQLDatabase> LoadInEditor;

        private static AssetQLDatabase loaded;
        private static bool hasWarned;

        [SerializeField] private List<AssetQLEntry> entries = new List<AssetQLEntry>();

        private NameIndex names;
        private Dictionary<string, int> ids;

        /// <summary>The project's database, or null where none has been loaded (see above).</summary>
        public static AssetQLDatabase Current
        {
            get
            {
                if (loaded == null && LoadInEditor != null) loaded = LoadInEditor();
                return loaded;
            }
        }

        /// <summary>All entries, by path.</summary>
        public IReadOnlyList<AssetQLEntry> Entries { get { return entries; } }

        /// <summary>
        /// The image with this SKU, else with this title, else with this file name (without its extension), whatever
        /// the case; null when there is none.
        /// </summary>
        public static AssetQLEntry Find(string name)
        {
            AssetQLEntry entry;
            return TryGet(name, out entry) ? entry : null;
        }

        /// <summary>As <see cref="Find"/>; null also when it was pulled as a plain texture.</summary>
        public static Sprite FindSprite(string name)
        {
            AssetQLEntry entry;
            return TryGet(name, out entry) ? entry.Sprite : null;
        }

        /// <summary>As <see cref="Find"/>.</summary>
        public static Texture2D FindTexture(string name)
        {
            AssetQLEntry entry;
            return TryGet(name, out entry) ? entry.Texture : null;
        }

        /// <summary>As <see cref="Find"/>; false when there is none.</summary>
        public static bool TryGet(string name, out AssetQLEntry entry)
        {
            AssetQLDatabase database = Current;
            if (database != null) return database.TryGetEntry(name, out entry);
            WarnOnce();
            entry = null;
            return false;
        }

        /// <summary>As <see cref="Find"/>, in this database.</summary>
        public bool TryGetEntry(string name, out AssetQLEntry entry)
        {
            EnsureIndex();
            int position;
            bool isThere = names.TryGet(name, out position);
            entry = isThere ? entries[position] : null;
            return isThere;
        }

        /// <summary>The entry of AssetQL's own id.</summary>
        public bool TryGetById(string assetId, out AssetQLEntry entry)
        {
            EnsureIndex();
            int position;
            bool isThere = ids.TryGetValue(assetId ?? "", out position);
            entry = isThere ? entries[position] : null;
            return isThere;
        }

        internal void Replace(IEnumerable<AssetQLEntry> with)
        {
            entries.Clear();
            entries.AddRange(with);
            names = null;
        }

        private void OnEnable()
        {
            loaded = this;
            names = null;
        }

        private void OnDisable()
        {
            if (ReferenceEquals(loaded, this)) loaded = null;
        }

        private void EnsureIndex()
        {
            if (names != null) return;
            NameIndex index = new NameIndex();
            for (int i = 0; i < entries.Count; i++) index.Add(entries[i].Sku, i);
            for (int i = 0; i < entries.Count; i++) index.Add(entries[i].Title, i);
            for (int i = 0; i < entries.Count; i++)
            {
                index.Add(System.IO.Path.GetFileNameWithoutExtension(entries[i].Path), i);
            }
            ids = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < entries.Count; i++) ids[entries[i].AssetId] = i;
            names = index;
        }

        private static void WarnOnce()
        {
            if (hasWarned) return;
            hasWarned = true;
            Debug.LogWarning(
                "AssetQL: no AssetQLDatabase is loaded. In the editor, pull a batch first (Window > AssetQL). In a " +
                "build, turn on \"Preload in player builds\" in Project Settings > AssetQL, or refer to " +
                "Assets/AssetQL/AssetQLDatabase.asset from a scene.");
        }
    }
}
