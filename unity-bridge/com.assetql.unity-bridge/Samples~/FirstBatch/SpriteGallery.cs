using System.Collections.Generic;
using UnityEngine;

namespace AssetQL.Samples
{
    /// <summary>
    /// Shows every sprite that was pulled, in rows. Put it on an empty object of a 2D scene and press Play. The
    /// reference to the database also takes it, and its sprites, into player builds.
    /// </summary>
    public sealed class SpriteGallery : MonoBehaviour
    {
        [Tooltip("Assets/AssetQL/AssetQLDatabase.asset; the editor finds it by itself.")]
        [SerializeField] private AssetQLDatabase database = null;

        [Tooltip("Side of the square that each sprite is fitted into, in units.")]
        [SerializeField] private float cell = 2f;

        [Tooltip("By SKU, title or file name; empty: all of them.")]
        [SerializeField] private string[] names = new string[0];

        private void Start()
        {
            AssetQLDatabase shown = database != null ? database : AssetQLDatabase.Current;
            if (shown == null)
            {
                Debug.LogWarning("Nothing was pulled yet: open Window > AssetQL, and pull a batch.", this);
                return;
            }
            List<Sprite> sprites = SpritesOf(shown);
            int columns = Mathf.CeilToInt(Mathf.Sqrt(sprites.Count));
            for (int i = 0; i < sprites.Count; i++) Place(sprites[i], i % columns, i / columns, columns);
        }

        private List<Sprite> SpritesOf(AssetQLDatabase shown)
        {
            List<Sprite> sprites = new List<Sprite>();
            foreach (AssetQLEntry entry in shown.Entries)
            {
                if (names.Length == 0 && entry.Sprite != null) sprites.Add(entry.Sprite);
            }
            foreach (string one in names)
            {
                AssetQLEntry entry;
                if (!shown.TryGetEntry(one, out entry)) Debug.LogWarning("There is no \"" + one + "\".", this);
                else if (entry.Sprite != null) sprites.Add(entry.Sprite);
            }
            return sprites;
        }

        private void Place(Sprite sprite, int column, int row, int columns)
        {
            GameObject shown = new GameObject(sprite.name);
            shown.transform.SetParent(transform, false);
            float left = -(columns - 1) * cell / 2f;
            shown.transform.localPosition = new Vector3(left + column * cell, -(left + row * cell), 0f);
            Vector3 size = sprite.bounds.size;
            shown.transform.localScale = Vector3.one * (cell * 0.9f / Mathf.Max(size.x, size.y));
            shown.AddComponent<SpriteRenderer>().sprite = sprite;
        }
    }
}
