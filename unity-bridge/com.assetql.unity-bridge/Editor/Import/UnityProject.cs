using System;
using System.Collections.Generic;
using System.IO;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>The project that is open in this editor.</summary>
    internal sealed class UnityProject : IProject
    {
        /// <summary>Between two looks for files that were moved outside of Unity.</summary>
        private const double SecondsBetweenRefreshes = 5;

        private double lastRefresh = double.NegativeInfinity;

        public UnityProject(string root)
        {
            Root = root;
        }

        public string Root { get; private set; }

        public string PathOfGuid(string guid)
        {
            string path = AssetDatabase.GUIDToAssetPath(guid);
            // Unity remembers where a file was that somebody moved or deleted in another program.
            if (!string.IsNullOrEmpty(path) && !IsThere(path) && RefreshUnlessJustDone())
            {
                path = AssetDatabase.GUIDToAssetPath(guid);
            }
            // What is in a package is not the project's.
            bool isOurs = !string.IsNullOrEmpty(path) && path.StartsWith("Assets/", StringComparison.Ordinal);
            return isOurs && IsThere(path) ? path : null;
        }

        public IDisposable BeginImport()
        {
            // Begun within another import, it would end with it, or never.
            if (EditorApplication.isUpdating)
            {
                throw new BridgeException("import-busy", "Unity imports something else. Go on with the pull in a moment.");
            }
            return ImportScope.Begin();
        }

        public void Imported(IReadOnlyList<ImportedTexture> textures)
        {
            ProjectPresets presets = PresetsFile.Read();
            // One that fails must not keep the others, or the bridge's answer, from coming.
            Try(() => DatabaseBuilder.Rebuild(Root, presets));
            Try(() => AtlasBuilder.Update(Root));
            if (presets.AssignsSprites) Try(() => SpriteAssigner.Assign(textures));
        }

        public IReadOnlyList<Item> MissingSprites(ItemQuery query)
        {
            return MissingSpriteFinder.Find(query, PresetsFile.Read().PrefabFolders);
        }

        private bool IsThere(string path)
        {
            return File.Exists(Path.Combine(Root, path));
        }

        private bool RefreshUnlessJustDone()
        {
            double now = EditorApplication.timeSinceStartup;
            if (ImportScope.IsOpen || EditorApplication.isUpdating) return false;
            if (now - lastRefresh < SecondsBetweenRefreshes) return false;
            lastRefresh = now;
            AssetDatabase.Refresh();
            return true;
        }

        private static void Try(Action act)
        {
            try
            {
                act();
            }
            catch (Exception error)
            {
                Debug.LogException(error);
            }
        }
    }
}
