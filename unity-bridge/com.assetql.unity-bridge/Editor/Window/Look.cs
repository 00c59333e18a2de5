using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>What the window and the settings pages have in common.</summary>
    internal static class Look
    {
        private const string StyleFolder = "/Editor/Window/Styles/";

        /// <summary>
        /// A page of the settings. Unity shows all pages in one element, of which it only removes the children: a class
        /// or a style sheet of its own would stay for the pages of others.
        /// </summary>
        public static VisualElement Page(VisualElement root, string title)
        {
            ScrollView page = Ui.Scroll();
            page.AddToClassList("aql-settings");
            AddSheets(page);
            page.Add(Ui.Text(title, "aql-empty__title"));
            root.Add(page);
            return page;
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
