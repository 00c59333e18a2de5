using System.Collections.Generic;
using NUnit.Framework;
using UnityEngine;

namespace AssetQL.Editor.Tests
{
    public sealed class DatabaseTests
    {
        private AssetQLDatabase database;

        [SetUp]
        public void MakeDatabase()
        {
            database = ScriptableObject.CreateInstance<AssetQLDatabase>();
            database.Replace(new List<AssetQLEntry>
            {
                new AssetQLEntry { assetId = "a1", sku = "POT-1", title = "Mana potion", path = "Assets/AssetQL/P/Textures/mana.png" },
                new AssetQLEntry { assetId = "a2", sku = "", title = "POT-1", path = "Assets/AssetQL/P/Textures/dragon.png" },
                new AssetQLEntry { assetId = "a3", sku = "SW-9", title = "Dragon", path = "Assets/AssetQL/P/Textures/red.png" },
            });
        }

        [TearDown]
        public void DestroyDatabase()
        {
            Object.DestroyImmediate(database);
        }

        [Test]
        public void FindsBySkuTitleAndFileNameWhateverTheCase()
        {
            Assert.AreEqual("a1", IdOf("pot-1"));
            Assert.AreEqual("a1", IdOf(" MANA POTION "));
            Assert.AreEqual("a1", IdOf("mana"));
        }

        [Test]
        public void SkusWinOverTitlesAndTitlesOverFileNames()
        {
            Assert.AreEqual("a1", IdOf("POT-1"));
            Assert.AreEqual("a3", IdOf("dragon"));
        }

        [Test]
        public void FindsNothingForNamesThatAreNone()
        {
            Assert.IsNull(IdOf("wyvern"));
            Assert.IsNull(IdOf(""));
            Assert.IsNull(IdOf(null));
        }

        [Test]
        public void FindsByAssetQLsOwnId()
        {
            AssetQLEntry entry;
            Assert.IsTrue(database.TryGetById("a3", out entry));
            Assert.AreEqual("Dragon", entry.Title);
            Assert.IsFalse(database.TryGetById("a4", out entry));
        }

        [Test]
        public void FindsWhatCameWithALaterPull()
        {
            Assert.IsNull(IdOf("shield"));
            database.Replace(new[] { new AssetQLEntry { assetId = "a5", title = "Shield", path = "Assets/AssetQL/P/Textures/s.png" } });
            Assert.AreEqual("a5", IdOf("shield"));
        }

        [Test]
        public void TheCurrentOneIsTheOneThatWasLoaded()
        {
            Assert.AreSame(database, AssetQLDatabase.Current);
            Assert.AreEqual("a3", AssetQLDatabase.Find("dragon").AssetId);
        }

        private string IdOf(string name)
        {
            AssetQLEntry entry;
            return database.TryGetEntry(name, out entry) ? entry.AssetId : null;
        }
    }
}
