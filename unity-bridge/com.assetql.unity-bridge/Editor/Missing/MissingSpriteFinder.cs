using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;
using UnityEngine.SceneManagement;

namespace AssetQL.Editor
{
    /// <summary>Objects that show a sprite and have none: in the open scenes, in prefabs of some folders, or some objects.</summary>
    internal static class MissingSpriteFinder
    {
        /// <summary>By place and title, so that pages of the list fit together.</summary>
        public static IReadOnlyList<Item> Find(ItemQuery query, IEnumerable<string> prefabFolders)
        {
            IReadOnlyList<Item> items = query.Ids == null
                ? ItemsOf(InScenes().Concat(InFolders(prefabFolders)))
                : ByIds(query.Ids);
            return items.Where(item => MissingItems.Matches(item, query.Search)).ToList();
        }

        public static IReadOnlyList<Item> FindInFolders(IEnumerable<string> folders)
        {
            return ItemsOf(InFolders(folders));
        }

        /// <summary>Of objects and everything below them.</summary>
        public static IReadOnlyList<Item> FindBelow(IEnumerable<GameObject> objects)
        {
            return ItemsOf(objects.SelectMany(EmptyBelow));
        }

        private static IEnumerable<SpriteSlot> InScenes()
        {
            // While the game plays, scenes hold what it made of them, and nothing of that is kept.
            if (EditorApplication.isPlaying) yield break;
            for (int i = 0; i < SceneManager.sceneCount; i++)
            {
                Scene scene = SceneManager.GetSceneAt(i);
                if (!scene.isLoaded) continue;
                foreach (SpriteSlot slot in scene.GetRootGameObjects().SelectMany(EmptyBelow)) yield return slot;
            }
        }

        private static IEnumerable<SpriteSlot> InFolders(IEnumerable<string> folders)
        {
            string[] there = folders.Where(AssetDatabase.IsValidFolder).ToArray();
            // Without any folder Unity would look through all of the project.
            if (there.Length == 0) yield break;
            foreach (string guid in AssetDatabase.FindAssets("t:Prefab", there))
            {
                GameObject prefab = AssetDatabase.LoadAssetAtPath<GameObject>(AssetDatabase.GUIDToAssetPath(guid));
                if (prefab == null) continue;
                foreach (SpriteSlot slot in EmptyBelow(prefab)) yield return slot;
            }
        }

        private static IReadOnlyList<Item> ByIds(IEnumerable<string> ids)
        {
            return MissingItems.Sorted(SpriteSlot.FindAll(ids)
                .Where(pair => pair.Value.IsEmpty)
                .Select(pair => ItemOf(pair.Value, pair.Key)));
        }

        private static IEnumerable<SpriteSlot> EmptyBelow(GameObject root)
        {
            foreach (Component component in root.GetComponentsInChildren<Component>(true))
            {
                SpriteSlot slot;
                if (SpriteSlot.TryFrom(component, out slot) && slot.IsEmpty) yield return slot;
            }
        }

        /// <summary>Each once, also where an object and one below it were asked for.</summary>
        private static IReadOnlyList<Item> ItemsOf(IEnumerable<SpriteSlot> slots)
        {
            List<SpriteSlot> all = slots.ToList();
            IReadOnlyList<string> ids = SpriteSlot.IdsOf(all);
            Dictionary<string, Item> items = new Dictionary<string, Item>(StringComparer.Ordinal);
            for (int i = 0; i < all.Count; i++)
            {
                if (ids[i] != null) items[ids[i]] = ItemOf(all[i], ids[i]);
            }
            return MissingItems.Sorted(items.Values);
        }

        private static Item ItemOf(SpriteSlot slot, string id)
        {
            Transform parent = slot.Component.transform.parent;
            Vector2 size = slot.Size;
            return MissingItems.Of(new MissingSprite
            {
                Id = id,
                Name = slot.Component.gameObject.name,
                Parent = parent == null ? "" : parent.gameObject.name,
                Place = PlaceOf(slot.Component.gameObject),
                IsImage = slot.IsImage,
                Width = Mathf.RoundToInt(size.x),
                Height = Mathf.RoundToInt(size.y),
            });
        }

        /// <summary>Path of the scene or of the prefab that it is in.</summary>
        private static string PlaceOf(GameObject one)
        {
            return one.scene.IsValid() ? one.scene.path : AssetDatabase.GetAssetPath(one);
        }
    }
}
