using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>Keeps Assets/AssetQL/Atlases as the pulled sprites have it: one sprite atlas for each atlas's name.</summary>
    internal static class AtlasBuilder
    {
        public static void Update(string projectRoot)
        {
            Dictionary<string, string> atlasByGuid = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (MappingEntry entry in DatabaseContents.Of(MappingFiles.ReadAll(projectRoot)))
            {
                atlasByGuid[entry.Guid] = entry.Atlas;
            }
            foreach (string name in NamesOf(atlasByGuid.Values)) Update(name, atlasByGuid);
        }

        /// <summary>Those that sprites go to, and those that are there, which sprites may have left.</summary>
        private static IEnumerable<string> NamesOf(IEnumerable<string> atlases)
        {
            IEnumerable<string> there = AssetDatabase.IsValidFolder(ProjectPaths.Atlases)
                ? AssetDatabase.FindAssets("t:SpriteAtlas", new[] { ProjectPaths.Atlases })
                    .Select(guid => Path.GetFileNameWithoutExtension(AssetDatabase.GUIDToAssetPath(guid)))
                : Enumerable.Empty<string>();
            return atlases
                .Where(name => !string.IsNullOrEmpty(name))
                .Concat(there)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList();
        }

        private static void Update(string name, Dictionary<string, string> atlasByGuid)
        {
            AtlasFile file = AtlasFile.At(ProjectPaths.Atlases + "/" + name);
            AtlasPlan plan = AtlasPlan.Of(name, atlasByGuid, new HashSet<string>(file.PackedGuids));
            if (plan.IsNothing) return;
            WarnIfNotPacked();
            ProjectPaths.EnsureFolder(ProjectPaths.Atlases);
            file.Change(Textures(plan.Add), Textures(plan.Remove));
        }

        private static UnityEngine.Object[] Textures(IEnumerable<string> guids)
        {
            return guids
                .Select(guid => AssetDatabase.LoadMainAssetAtPath(AssetDatabase.GUIDToAssetPath(guid)))
                .Where(texture => texture != null)
                .ToArray();
        }

        private static void WarnIfNotPacked()
        {
            if (EditorSettings.spritePackerMode != SpritePackerMode.Disabled) return;
            Debug.LogWarning(
                "AssetQL: sprite atlases are not packed in this project. Choose a mode in Project Settings > " +
                    "Editor > " +
                "Sprite Packer.");
        }
    }
}
