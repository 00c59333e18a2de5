using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>GameObject > AssetQL, which is also the context menu of the Hierarchy.</summary>
    internal static class MissingSpritesMenu
    {
        private const string Generate = "GameObject/AssetQL/Generate Missing Sprites\u2026";

        /// <summary>Opens the window with these chosen, as far as one batch takes them.</summary>
        public static void Open(IReadOnlyList<Item> items)
        {
            AssetQLWindow.Open(state =>
            {
                state.Tab = WindowTab.Create;
                state.Draft.IsFromCsv = false;
                state.Draft.SpriteIds = items.Take(DraftForm.MostSprites).Select(item => item.Id).ToList();
            });
        }

        /// <param name="where">As in "below this object".</param>
        public static void TellNothing(string where)
        {
            EditorUtility.DisplayDialog(
                "AssetQL",
                "No sprite is missing " + where + ": every sprite renderer and UI image has one. Objects of " +
                    "a scene that was never saved are left out; save it first. So may be those of a prefab that is " +
                    "open for editing; choose its folder in the Project window.",
                "OK");
        }

        [MenuItem(Generate, false, 40)]
        private static void GenerateBelow(MenuCommand command)
        {
            // From the Hierarchy's context menu Unity calls it for each of the selected objects.
            GameObject first = Selection.gameObjects.FirstOrDefault();
            if (command.context != null && command.context != first) return;
            IReadOnlyList<Item> found = MissingSpriteFinder.FindBelow(Selection.gameObjects);
            if (found.Count == 0) TellNothing("below this object");
            else Open(found);
        }

        [MenuItem(Generate, true)]
        private static bool CanGenerate()
        {
            return Selection.gameObjects.Length > 0 && !EditorApplication.isPlaying;
        }
    }
}
