using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>What the window and the settings pages have in common.</summary>
    internal static class Look
    {
        private const string StyleFolder = "/Editor/Window/Styles/";

        public static void Apply(VisualElement root)
        {
            root.AddToClassList("aql-settings");
            AddSheets(root);
        }

        public static Label Title(string text)
        {
            return Ui.Text(text, "aql-empty__title");
        }

        /// <summary>Those of the editor's skin. Without them everything is plain, and works.</summary>
        public static void AddSheets(VisualElement root)
        {
            foreach (string name in new[] { "AssetQL.uss", EditorGUIUtility.isProSkin ? "Dark.uss" : "Light.uss" })
            {
                StyleSheet sheet = AssetDatabase.LoadAssetAtPath<StyleSheet>(PackageFolder.Path + StyleFolder + name);
                if (sheet != null) root.styleSheets.Add(sheet);
            }
        }
    }
}
