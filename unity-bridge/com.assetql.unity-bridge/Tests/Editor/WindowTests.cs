using NUnit.Framework;
using UnityEditor;

namespace AssetQL.Editor.Tests
{
    public sealed class WindowTests
    {
        [Test]
        public void TheWindowOpensOnEveryTab()
        {
            foreach (WindowTab tab in (WindowTab[])System.Enum.GetValues(typeof(WindowTab)))
            {
                AssetQLWindow.Open(state => state.Tab = tab);
                EditorWindow window = EditorWindow.GetWindow<AssetQLWindow>("AssetQL");
                Assert.IsNotNull(window.rootVisualElement);
                window.Close();
            }
        }

        [Test]
        public void ThePackageKnowsItsVersionAndItsFolder()
        {
            Assert.IsTrue(PackageFolder.Path.EndsWith("com.assetql.unity-bridge"));
            Assert.Greater(PackageFolder.Version.Length, 0);
        }
    }
}
