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
            IEnumerable<Item> items = query.Ids == null
                ? InScenes().Concat(InFolders(prefabFolders))
                : ByIds(query.Ids);
            return Distinct(items.Where(item => MissingItems.Matches(item, query.Search)));
        }

        public static IReadOnlyList<Item> FindInFolders(IEnumerable<string> folders)
        {
            return Distinct(InFolders(folders));
        }

        /// <summary>Of objects and everything below them.</summary>
        public static IReadOnlyList<Item> FindBelow(IEnumerable<GameObject> objects)
        {
            return Distinct(objects.SelectMany(one => Below(one, PlaceOf(one))));
        }

        private static IEnumerable<Item> InScenes()
        {
            // While the game plays, scenes hold what it made of them, and nothing of that is kept.
            if (EditorApplication.isPlaying) yield break;
            for (int i = 0; i < SceneManager.sceneCount; i++)
            {
                Scene scene = SceneManager.GetSceneAt(i);
                if (!scene.isLoaded) continue;
                foreach (GameObject root in scene.GetRootGameObjects())
                {
                    foreach (Item item in Below(root, scene.path)) yield return item;
                }
            }
        }

        private static IEnumerable<Item> InFolders(IEnumerable<string> folders)
        {
            string[] there = folders.Where(AssetDatabase.IsValidFolder).ToArray();
            // Without any folder Unity would look through all of the project.
            if (there.Length == 0) yield break;
            foreach (string guid in AssetDatabase.FindAssets("t:Prefab", there))
            {
                string path = AssetDatabase.GUIDToAssetPath(guid);
                GameObject prefab = AssetDatabase.LoadAssetAtPath<GameObject>(path);
                if (prefab == null) continue;
                foreach (Item item in Below(prefab, path)) yield return item;
            }
        }

        private static IEnumerable<Item> ByIds(IEnumerable<string> ids)
        {
            foreach (string id in ids)
            {
                SpriteSlot slot;
                if (!SpriteSlot.TryFind(id, out slot) || !slot.IsEmpty) continue;
                Item item = ItemOf(slot, id, PlaceOf(slot.Component.gameObject));
                yield return item;
            }
        }

        private static IEnumerable<Item> Below(GameObject root, string place)
        {
            foreach (Component component in root.GetComponentsInChildren<Component>(true))
            {
                SpriteSlot slot;
                if (!SpriteSlot.TryFrom(component, out slot) || !slot.IsEmpty) continue;
                string id = slot.Id;
                if (id != null) yield return ItemOf(slot, id, place);
            }
        }

        private static Item ItemOf(SpriteSlot slot, string id, string place)
        {
            Transform parent = slot.Component.transform.parent;
            Vector2 size = slot.Size;
            return MissingItems.Of(new MissingSprite
            {
                Id = id,
                Name = slot.Component.gameObject.name,
                Parent = parent == null ? "" : parent.gameObject.name,
                Place = place,
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

        private static IReadOnlyList<Item> Distinct(IEnumerable<Item> items)
        {
            Dictionary<string, Item> byId = new Dictionary<string, Item>(StringComparer.Ordinal);
            foreach (Item item in items) byId[item.Id] = item;
            return MissingItems.Sorted(byId.Values);
        }
    }
}
