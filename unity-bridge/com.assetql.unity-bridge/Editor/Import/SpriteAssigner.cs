using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>
    /// Puts sprites where they were missing. Only where there still is none, and with Undo: what somebody has chosen
    /// meanwhile stays.
    /// </summary>
    internal static class SpriteAssigner
    {
        /// <summary>Those of an import.</summary>
        public static int Assign(IEnumerable<ImportedTexture> textures)
        {
            return AssignAll(textures
                .Where(texture => !texture.IsRemoved && !string.IsNullOrEmpty(texture.ItemId))
                .Select(texture => new KeyValuePair<string, Sprite>(texture.ItemId, SpriteAt(texture.Guid))));
        }

        /// <summary>All that were ever pulled: for scenes that were not open when their sprites came.</summary>
        public static int Assign(AssetQLDatabase database)
        {
            return AssignAll(database.Entries
                .Where(entry => !string.IsNullOrEmpty(entry.itemId))
                .Select(entry => new KeyValuePair<string, Sprite>(entry.itemId, entry.Sprite)));
        }

        private static int AssignAll(IEnumerable<KeyValuePair<string, Sprite>> sprites)
        {
            Dictionary<string, Sprite> byItem = new Dictionary<string, Sprite>(StringComparer.Ordinal);
            foreach (KeyValuePair<string, Sprite> pair in sprites)
            {
                if (pair.Value != null) byItem[pair.Key] = pair.Value;
            }
            if (EditorApplication.isPlaying || byItem.Count == 0) return 0;
            Undo.IncrementCurrentGroup();
            Undo.SetCurrentGroupName("Assign AssetQL sprites");
            int group = Undo.GetCurrentGroup();
            int assigned = 0;
            foreach (KeyValuePair<string, SpriteSlot> found in SpriteSlot.FindAll(byItem.Keys))
            {
                if (!found.Value.IsEmpty) continue;
                found.Value.Assign(byItem[found.Key]);
                assigned++;
            }
            Undo.CollapseUndoOperations(group);
            return assigned;
        }

        private static Sprite SpriteAt(string guid)
        {
            return AssetDatabase.LoadAssetAtPath<Sprite>(AssetDatabase.GUIDToAssetPath(guid));
        }
    }
}
