using NUnit.Framework;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor.Tests
{
    public sealed class SpriteSlotTests
    {
        private GameObject one;
        private Texture2D texture;

        [SetUp]
        public void MakeObject()
        {
            one = new GameObject("Coin (3)");
            texture = new Texture2D(4, 4);
        }

        [TearDown]
        public void DestroyObject()
        {
            Object.DestroyImmediate(one);
            Object.DestroyImmediate(texture);
        }

        [Test]
        public void ARendererWithoutASpriteIsEmptyUntilOneIsAssignedAndAgainAfterUndo()
        {
            SpriteSlot slot;
            Assert.IsTrue(SpriteSlot.TryFrom(one.AddComponent<SpriteRenderer>(), out slot));
            Assert.IsTrue(slot.IsEmpty);

            Undo.IncrementCurrentGroup();
            slot.Assign(Sprite.Create(texture, new Rect(0, 0, 4, 4), new Vector2(0.5f, 0.5f)));
            Assert.IsFalse(slot.IsEmpty);

            Undo.PerformUndo();
            Assert.IsTrue(slot.IsEmpty);
        }

        [Test]
        public void OtherComponentsAndMissingScriptsHaveNoSlot()
        {
            SpriteSlot slot;
            Assert.IsFalse(SpriteSlot.TryFrom(one.transform, out slot));
            Assert.IsFalse(SpriteSlot.TryFrom(null, out slot));
        }

        [Test]
        public void AnIdThatIsNoneIsNotFound()
        {
            Assert.AreEqual(0, SpriteSlot.FindAll(new[] { "coin", "" }).Count);
        }
    }
}
