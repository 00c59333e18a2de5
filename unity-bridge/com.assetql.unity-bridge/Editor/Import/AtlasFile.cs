using System.Collections.Generic;
using System.IO;
using System.Linq;
using UnityEditor;
using UnityEditor.U2D;
using UnityEngine.U2D;

namespace AssetQL.Editor
{
    /// <summary>
    /// A sprite atlas on disk, in the version that the project packs: .spriteatlas, or .spriteatlasv2 where Project
    /// Settings, Editor, Sprite Packer says so (and in new projects of Unity 2022 and later).
    /// </summary>
    internal sealed class AtlasFile
    {
        private readonly string path;
        private readonly bool isVersion2;

        private AtlasFile(string path, bool isVersion2)
        {
            this.path = path;
            this.isVersion2 = isVersion2;
        }

        /// <param name="stem">Its path without the extension.</param>
        public static AtlasFile At(string stem)
        {
            // Later editors have further modes of version 2, with higher numbers.
            bool isVersion2 = (int)EditorSettings.spritePackerMode >= (int)SpritePackerMode.SpriteAtlasV2;
            return new AtlasFile(stem + (isVersion2 ? ".spriteatlasv2" : ".spriteatlas"), isVersion2);
        }

        /// <summary>Of what is in it; nothing when there is no file yet.</summary>
        public IEnumerable<string> PackedGuids
        {
            get
            {
                SpriteAtlas atlas = AssetDatabase.LoadAssetAtPath<SpriteAtlas>(path);
                if (atlas == null) return Enumerable.Empty<string>();
                return atlas.GetPackables()
                    .Where(packed => packed != null)
                    .Select(packed => AssetDatabase.AssetPathToGUID(AssetDatabase.GetAssetPath(packed)))
                    .ToList();
            }
        }

        /// <summary>Makes the file where there is none.</summary>
        public void Change(UnityEngine.Object[] add, UnityEngine.Object[] remove)
        {
            if (isVersion2) ChangeVersion2(add, remove);
            else ChangeVersion1(add, remove);
        }

        private void ChangeVersion1(UnityEngine.Object[] add, UnityEngine.Object[] remove)
        {
            SpriteAtlas atlas = AssetDatabase.LoadAssetAtPath<SpriteAtlas>(path);
            if (atlas == null)
            {
                if (add.Length == 0) return;
                atlas = new SpriteAtlas();
                AssetDatabase.CreateAsset(atlas, path);
            }
            // Those to be added are taken out first, so that none is ever in it twice.
            atlas.Remove(remove.Concat(add).ToArray());
            atlas.Add(add);
            EditorUtility.SetDirty(atlas);
            AssetDatabase.SaveAssetIfDirty(atlas);
        }

        private void ChangeVersion2(UnityEngine.Object[] add, UnityEngine.Object[] remove)
        {
            bool isThere = File.Exists(Path.Combine(ProjectPaths.Project, path));
            if (!isThere && add.Length == 0) return;
            SpriteAtlasAsset atlas = isThere ? SpriteAtlasAsset.Load(path) : new SpriteAtlasAsset();
            atlas.Remove(remove.Concat(add).ToArray());
            atlas.Add(add);
            SpriteAtlasAsset.Save(atlas, path);
            UnityEngine.Object.DestroyImmediate(atlas);
            AssetDatabase.ImportAsset(path);
        }
    }
}
