using System.Collections.Generic;
using AssetQL.Client;
using NUnit.Framework;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor.Tests
{
    public sealed class MissingSpriteTests
    {
        private const string Folder = "Assets/AssetQLTests";

        [SetUp]
        public void MakePrefab()
        {
            ProjectPaths.EnsureFolder(Folder);
            GameObject shop = new GameObject("Shop");
            GameObject coin = new GameObject("goldCoin_big (2)");
            coin.transform.SetParent(shop.transform, false);
            coin.AddComponent<SpriteRenderer>();
            PrefabUtility.SaveAsPrefabAsset(shop, Folder + "/Shop.prefab");
            Object.DestroyImmediate(shop);
        }

        [TearDown]
        public void DeletePrefab()
        {
            AssetDatabase.DeleteAsset(Folder);
        }

        [Test]
        public void APrefabsRendererWithoutASpriteIsFoundWithItsFields()
        {
            IReadOnlyList<Item> found = MissingSpriteFinder.FindInFolders(new[] { Folder });

            Assert.AreEqual(1, found.Count);
            Assert.AreEqual("gold Coin big", found[0].Title);
            Assert.AreEqual("Shop", found[0].Fields["prefab"]);
            Assert.AreEqual("Shop", found[0].Fields["parent"]);
            Assert.AreEqual("", found[0].Fields["scene"]);
        }

        [Test]
        public void ItsIdFindsItAgain()
        {
            string id = MissingSpriteFinder.FindInFolders(new[] { Folder })[0].Id;

            IReadOnlyList<Item> again = MissingSpriteFinder.Find(new ItemQuery { Ids = new[] { id } }, new string[0]);

            Assert.AreEqual(1, again.Count);
            Assert.AreEqual(id, again[0].Id);
        }

        [Test]
        public void NoFolderMeansNoPrefabRatherThanAllOfThem()
        {
            Assert.AreEqual(0, MissingSpriteFinder.FindInFolders(new string[0]).Count);
            Assert.AreEqual(0, MissingSpriteFinder.FindInFolders(new[] { "Assets/NotThere" }).Count);
        }
    }
}
