using System.IO;
using NUnit.Framework;
using UnityEditor;

namespace AssetQL.Editor.Tests
{
    public sealed class ImportScopeTests
    {
        private const string Folder = "Assets/AssetQLTests";
        private const string Note = Folder + "/note.txt";

        [SetUp]
        public void MakeFolder()
        {
            ProjectPaths.EnsureFolder(Folder);
        }

        [TearDown]
        public void DeleteFolder()
        {
            AssetDatabase.DeleteAsset(Folder);
        }

        [Test]
        public void FilesAreImportedWhenItIsOverAndNotBefore()
        {
            using (ImportScope.Begin())
            {
                File.WriteAllText(Path.Combine(ProjectPaths.Project, Note), "hello");
                Assert.IsNull(AssetDatabase.LoadMainAssetAtPath(Note));
            }
            Assert.IsNotNull(AssetDatabase.LoadMainAssetAtPath(Note));
        }

        [Test]
        public void DisposingItTwiceDoesNothingMore()
        {
            ImportScope scope = ImportScope.Begin();
            scope.Dispose();
            scope.Dispose();

            File.WriteAllText(Path.Combine(ProjectPaths.Project, Note), "hello");
            AssetDatabase.Refresh();
            Assert.IsNotNull(AssetDatabase.LoadMainAssetAtPath(Note));
        }
    }
}
