using System;
using System.Collections.Generic;
using UnityEngine;

namespace AssetQL
{
    /// <summary>One pulled image: what AssetQL knows of it, and where it is in the project.</summary>
    [Serializable]
    public sealed class AssetQLEntry
    {
        [SerializeField] internal string assetId = "";
        [SerializeField] internal string guid = "";
        [SerializeField] internal string path = "";
        [SerializeField] internal string sku = "";
        [SerializeField] internal string title = "";
        [SerializeField] internal string category = "";
        [SerializeField] internal string[] tags = new string[0];
        [SerializeField] internal float styleScore = -1f;
        [SerializeField] internal string atlas = "";
        [SerializeField] internal string itemId = "";
        [SerializeField] internal Sprite sprite = null;
        [SerializeField] internal Texture2D texture = null;
        [SerializeField] internal AssetQLMetadata[] metadata = new AssetQLMetadata[0];

        /// <summary>AssetQL's id of the image. It stays the same when the image is made again.</summary>
        public string AssetId { get { return assetId; } }

        /// <summary>Unity's GUID of the texture, 32 hex digits.</summary>
        public string Guid { get { return guid; } }

        /// <summary>Where the texture was at the last import, as in "Assets/AssetQL/Potions/Textures/mana.png".</summary>
        public string Path { get { return path; } }

        /// <summary>The row's SKU; empty when the CSV had none.</summary>
        public string Sku { get { return sku; } }

        public string Title { get { return title; } }

        /// <summary>Empty when there is none.</summary>
        public string Category { get { return category; } }

        public IReadOnlyList<string> Tags { get { return tags; } }

        /// <summary>How well it fits its style, 0 to 1; -1 when that is not known.</summary>
        public float StyleScore { get { return styleScore; } }

        /// <summary>Name of the sprite atlas it is packed in; empty when there is none.</summary>
        public string Atlas { get { return atlas; } }

        /// <summary>Null when it was pulled as a plain texture.</summary>
        public Sprite Sprite { get { return sprite; } }

        public Texture2D Texture { get { return texture; } }

        /// <summary>The row's other columns.</summary>
        public IReadOnlyList<AssetQLMetadata> Metadata { get { return metadata; } }

        /// <summary>One of the row's other columns, by its name in the CSV, whatever the case.</summary>
        public bool TryGetMetadata(string name, out string value)
        {
            foreach (AssetQLMetadata one in metadata)
            {
                if (!string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) continue;
                value = one.Value;
                return true;
            }
            value = null;
            return false;
        }
    }

    /// <summary>A column of the row that an image was made from.</summary>
    [Serializable]
    public struct AssetQLMetadata
    {
        [SerializeField] private string name;
        [SerializeField] private string value;

        internal AssetQLMetadata(string name, string value)
        {
            this.name = name;
            this.value = value;
        }

        public string Name { get { return name; } }

        public string Value { get { return value; } }
    }
}
