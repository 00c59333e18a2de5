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
            if (EditorApplication.isPlaying) return 0;
            int assigned = 0;
            Undo.IncrementCurrentGroup();
            Undo.SetCurrentGroupName("Assign AssetQL sprites");
            int group = Undo.GetCurrentGroup();
            foreach (KeyValuePair<string, Sprite> pair in sprites)
            {
                SpriteSlot slot;
                if (pair.Value == null || !SpriteSlot.TryFind(pair.Key, out slot) || !slot.IsEmpty) continue;
                slot.Assign(pair.Value);
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
