using System.IO;
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
        public void FilesAreFoundOnDiskAlsoInAPackage()
        {
            string described = ProjectPaths.OnDisk(PackageFolder.Path + "/package.json");
            Assert.IsTrue(File.Exists(described));
            Assert.AreEqual(described, ProjectPaths.OnDisk(described));
        }

        [Test]
        public void ThePackageKnowsItsVersionAndItsFolder()
        {
            Assert.IsTrue(PackageFolder.Path.EndsWith("com.assetql.unity-bridge"));
            Assert.Greater(PackageFolder.Version.Length, 0);
        }
    }
}
