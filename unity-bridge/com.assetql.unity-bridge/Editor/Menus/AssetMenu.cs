using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>Assets > AssetQL, which is also the context menu of the Project window.</summary>
    internal static class AssetMenu
    {
        private const string Menu = "Assets/AssetQL/";
        private const int Priority = 1200;

        [MenuItem(Menu + "Pull\u2026", false, Priority)]
        private static void Pull()
        {
            AssetQLWindow.Open(state => state.Tab = WindowTab.Pull);
        }

        [MenuItem(Menu + "Pull Newer Versions\u2026", false, Priority + 1)]
        private static void PullNewer()
        {
            List<string> ids = SelectedEntries().Select(entry => entry.AssetId).Distinct().ToList();
            AssetQLWindow.Open(state =>
            {
                state.Tab = WindowTab.Pull;
                state.Pull.Of = ids.Count == 0 ? PullOf.Pulled : PullOf.Images;
                state.Pull.AssetIds = ids;
            });
        }

        [MenuItem(Menu + "Pull Newer Versions\u2026", true)]
        private static bool CanPullNewer()
        {
            return DatabaseBuilder.Load() != null;
        }

        [MenuItem(Menu + "Generate Missing Sprites in Prefabs Here\u2026", false, Priority + 20)]
        private static void GenerateMissing()
        {
            IReadOnlyList<Item> found = MissingSpriteFinder.FindInFolders(SelectedFolders());
            if (found.Count == 0) MissingSpritesMenu.TellNothing("in the prefabs of this folder");
            else MissingSpritesMenu.Open(found);
        }

        [MenuItem(Menu + "Generate Missing Sprites in Prefabs Here\u2026", true)]
        private static bool CanGenerateMissing()
        {
            return SelectedFolders().Any();
        }

        [MenuItem(Menu + "New Style from These Textures\u2026", false, Priority + 21)]
        private static void NewStyle()
        {
            List<string> paths = Selection.objects
                .OfType<Texture2D>()
                .Select(texture => AssetDatabase.GetAssetPath(texture))
                .Where(path => path.Length > 0)
                .Select(ProjectPaths.OnDisk)
                .ToList();
            AssetQLWindow.Open(state =>
            {
                state.Tab = WindowTab.Create;
                string leftOut = state.NewStyle.Add(paths);
                if (leftOut != null) Debug.LogWarning("AssetQL: " + leftOut);
            });
        }

        [MenuItem(Menu + "New Style from These Textures\u2026", true)]
        private static bool CanMakeStyle()
        {
            return Selection.objects.OfType<Texture2D>().Any();
        }

        [MenuItem(Menu + "Reveal in AssetQL", false, Priority + 40)]
        private static void Reveal()
        {
            AssetQLEntry entry = SelectedEntries().FirstOrDefault();
            if (entry == null) return;
            Batch batch = BridgeSession.Store == null
                ? null
                : DatabaseContents.BatchOf(entry.Path, BridgeSession.Store.Batches.Items);
            if (batch == null)
            {
                EditorUtility.DisplayDialog(
                    "AssetQL",
                    "The batch of \u201c" + entry.Title + "\u201d is not among those that were read. Connect in " +
                        "Window > AssetQL; an older batch comes with \u201cShow more\u201d in \u201cBatches\u201d.",
                    "OK");
                return;
            }
            AssetQLWindow.Open(state =>
            {
                state.Tab = WindowTab.Images;
                state.Sheet.BatchId = batch.Id;
                state.Sheet.Reveal = entry.AssetId;
                state.Sheet.Review = 0;
            });
        }

        [MenuItem(Menu + "Reveal in AssetQL", true)]
        private static bool CanReveal()
        {
            return SelectedEntries().Any();
        }

        [MenuItem(Menu + "Put Pulled Sprites Where They Are Missing", false, Priority + 60)]
        private static void Assign()
        {
            int assigned = SpriteAssigner.Assign(DatabaseBuilder.Load());
            EditorUtility.DisplayDialog("AssetQL", Texts.Count(assigned, "sprite was", "sprites were") + " assigned. Undo takes it back.", "OK");
        }

        [MenuItem(Menu + "Put Pulled Sprites Where They Are Missing", true)]
        private static bool CanAssign()
        {
            return DatabaseBuilder.Load() != null && !EditorApplication.isPlaying;
        }

        [MenuItem(Menu + "Rebuild Database and Atlases", false, Priority + 61)]
        private static void Rebuild()
        {
            int entries = DatabaseBuilder.Rebuild(ProjectPaths.Project, PresetsFile.Read());
            AtlasBuilder.Update(ProjectPaths.Project);
            Debug.Log("AssetQL: the database has " + Texts.Images(entries) + ".");
        }

        private static IEnumerable<string> SelectedFolders()
        {
            return Selection.assetGUIDs
                .Select(guid => AssetDatabase.GUIDToAssetPath(guid))
                .Where(AssetDatabase.IsValidFolder);
        }

        /// <summary>Of the selected textures, those that were pulled.</summary>
        private static IEnumerable<AssetQLEntry> SelectedEntries()
        {
            AssetQLDatabase database = DatabaseBuilder.Load();
            if (database == null) return Enumerable.Empty<AssetQLEntry>();
            HashSet<string> guids = new HashSet<string>(Selection.assetGUIDs);
            return database.Entries.Where(entry => guids.Contains(entry.Guid));
        }
    }
}
