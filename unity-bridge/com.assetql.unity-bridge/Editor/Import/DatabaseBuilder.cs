using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>Writes the AssetQLDatabase asset from the mapping files, which version control merges more kindly.</summary>
    [InitializeOnLoad]
    internal static class DatabaseBuilder
    {
        static DatabaseBuilder()
        {
            AssetQLDatabase.LoadInEditor = Load;
        }

        /// <summary>Null while nothing has been pulled.</summary>
        public static AssetQLDatabase Load()
        {
            return AssetDatabase.LoadAssetAtPath<AssetQLDatabase>(ProjectPaths.Database);
        }

        /// <summary>How many images it has afterwards.</summary>
        public static int Rebuild(string projectRoot, ProjectPresets presets)
        {
            List<AssetQLEntry> entries = DatabaseContents.Of(MappingFiles.ReadAll(projectRoot))
                .Select(EntryOf)
                .Where(entry => entry.texture != null)
                .OrderBy(entry => entry.path, StringComparer.Ordinal)
                .ToList();
            AssetQLDatabase database = Load();
            if (database == null && entries.Count == 0) return 0;
            if (database == null) database = Create();
            database.Replace(entries);
            EditorUtility.SetDirty(database);
            AssetDatabase.SaveAssetIfDirty(database);
            Preload(database, presets.PreloadsDatabase);
            return entries.Count;
        }

        /// <summary>Has every player build load it at its start, or not. Other preloaded assets stay.</summary>
        public static void Preload(AssetQLDatabase database, bool isPreloaded)
        {
            List<UnityEngine.Object> preloaded = PlayerSettings.GetPreloadedAssets().ToList();
            if (preloaded.Contains(database) == isPreloaded) return;
            if (isPreloaded) preloaded.Add(database);
            else preloaded.Remove(database);
            PlayerSettings.SetPreloadedAssets(preloaded.ToArray());
        }

        private static AssetQLDatabase Create()
        {
            ProjectPaths.EnsureFolder(ProjectPaths.Root);
            AssetQLDatabase database = ScriptableObject.CreateInstance<AssetQLDatabase>();
            AssetDatabase.CreateAsset(database, ProjectPaths.Database);
            return database;
        }

        private static AssetQLEntry EntryOf(MappingEntry from)
        {
            // The mapping says where it was when it came; the GUID says where it is.
            string path = AssetDatabase.GUIDToAssetPath(from.Guid);
            return new AssetQLEntry
            {
                assetId = from.AssetId ?? "",
                guid = from.Guid,
                path = path,
                sku = from.Sku ?? "",
                title = from.Title ?? "",
                category = from.Category ?? "",
                tags = from.Tags == null ? new string[0] : from.Tags.ToArray(),
                styleScore = from.StyleScore.HasValue ? (float)from.StyleScore.Value : -1f,
                atlas = from.Atlas ?? "",
                itemId = from.ItemId ?? "",
                texture = AssetDatabase.LoadAssetAtPath<Texture2D>(path),
                sprite = AssetDatabase.LoadAssetAtPath<Sprite>(path),
                metadata = MetadataOf(from),
            };
        }

        private static AssetQLMetadata[] MetadataOf(MappingEntry from)
        {
            if (from.Metadata == null) return new AssetQLMetadata[0];
            return from.Metadata
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new AssetQLMetadata(pair.Key, pair.Value))
                .ToArray();
        }
    }
}
