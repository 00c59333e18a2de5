using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>
    /// The sprite of a SpriteRenderer or of a UI Image. Both keep it under the same name, so that it is read and
    /// written without a reference to com.unity.ugui, with Undo and prefab overrides as in the inspector.
    /// </summary>
    internal struct SpriteSlot
    {
        private const string SpriteProperty = "m_Sprite";
        private const string ImageType = "UnityEngine.UI.Image";

        private SpriteSlot(Component component, bool isImage)
            : this()
        {
            Component = component;
            IsImage = isImage;
        }

        public Component Component { get; private set; }

        public bool IsImage { get; private set; }

        /// <summary>False for components that show no sprite, and for a script that is missing (null).</summary>
        public static bool TryFrom(Component component, out SpriteSlot slot)
        {
            slot = default(SpriteSlot);
            if (component == null) return false;
            bool isImage = IsUiImage(component.GetType());
            if (!isImage && !(component is SpriteRenderer)) return false;
            slot = new SpriteSlot(component, isImage);
            return true;
        }

        /// <summary>
        /// By their ids, all at once, which is much faster than one by one. What is gone, or in a scene that is not
        /// open, is left out.
        /// </summary>
        public static IReadOnlyDictionary<string, SpriteSlot> FindAll(IEnumerable<string> ids)
        {
            List<string> texts = new List<string>();
            List<GlobalObjectId> parsed = new List<GlobalObjectId>();
            foreach (string id in ids)
            {
                GlobalObjectId one;
                if (!GlobalObjectId.TryParse(id, out one)) continue;
                texts.Add(id);
                parsed.Add(one);
            }
            UnityEngine.Object[] objects = new UnityEngine.Object[parsed.Count];
            if (objects.Length > 0) GlobalObjectId.GlobalObjectIdentifiersToObjectsSlow(parsed.ToArray(), objects);
            Dictionary<string, SpriteSlot> slots = new Dictionary<string, SpriteSlot>(StringComparer.Ordinal);
            for (int i = 0; i < objects.Length; i++)
            {
                SpriteSlot slot;
                if (TryFrom(objects[i] as Component, out slot)) slots[texts[i]] = slot;
            }
            return slots;
        }

        /// <summary>
        /// Their GlobalObjectIds: the same over restarts, on every machine that has the project. Null for what has none,
        /// as in a scene that was never saved.
        /// </summary>
        public static IReadOnlyList<string> IdsOf(IReadOnlyList<SpriteSlot> slots)
        {
            UnityEngine.Object[] components = slots.Select(slot => (UnityEngine.Object)slot.Component).ToArray();
            GlobalObjectId[] ids = new GlobalObjectId[components.Length];
            if (ids.Length > 0) GlobalObjectId.GetGlobalObjectIdsSlow(components, ids);
            return ids.Select(id => id.identifierType == 0 || id.assetGUID.Empty() ? null : id.ToString()).ToList();
        }

        /// <summary>Nothing was ever chosen, or what was chosen is not there any more.</summary>
        public bool IsEmpty
        {
            get
            {
                using (SerializedObject data = new SerializedObject(Component))
                {
                    SerializedProperty sprite = data.FindProperty(SpriteProperty);
                    return sprite != null && sprite.objectReferenceValue == null;
                }
            }
        }

        /// <summary>Undo takes it back.</summary>
        public void Assign(Sprite sprite)
        {
            using (SerializedObject data = new SerializedObject(Component))
            {
                SerializedProperty property = data.FindProperty(SpriteProperty);
                if (property == null) return;
                property.objectReferenceValue = sprite;
                data.ApplyModifiedProperties();
            }
        }

        /// <summary>How large it is drawn, in units; zero where the sprite alone says so.</summary>
        public Vector2 Size
        {
            get
            {
                RectTransform rect = Component.transform as RectTransform;
                if (IsImage && rect != null) return rect.rect.size;
                SpriteRenderer renderer = Component as SpriteRenderer;
                bool hasSize = renderer != null && renderer.drawMode != SpriteDrawMode.Simple;
                return hasSize ? renderer.size : Vector2.zero;
            }
        }

        private static bool IsUiImage(Type type)
        {
            for (Type one = type; one != null; one = one.BaseType)
            {
                if (one.FullName == ImageType) return true;
            }
            return false;
        }
    }
}
