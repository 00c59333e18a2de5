using System;
using System.Collections.Generic;
using AssetQL.Client;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>Small pictures of images, a few asked for at a time. Dispose it, or their memory is lost.</summary>
    internal sealed class Thumbnails : IDisposable
    {
        /// <summary>Pixels of the longest side: a tile of the contact sheet on a screen with twice the density.</summary>
        private const int Side = 256;
        private const int MostAtOnce = 4;

        private readonly BridgeClient client;
        private readonly Dictionary<string, Texture2D> textures = new Dictionary<string, Texture2D>();
        private readonly Queue<Wanted> waiting = new Queue<Wanted>();
        private int underWay;
        private bool isDisposed;

        public Thumbnails(BridgeClient client)
        {
            this.client = client;
        }

        /// <summary>Calls `then` at once when it is there, else when it has come.</summary>
        /// <param name="failed">Given a text for people.</param>
        public void Get(Asset asset, Action<Texture2D> then, Action<string> failed)
        {
            Texture2D texture;
            if (textures.TryGetValue(KeyOf(asset), out texture))
            {
                then(texture);
                return;
            }
            waiting.Enqueue(new Wanted { Asset = asset, Then = then, Failed = failed });
            Next();
        }

        /// <summary>Those that wait are not wanted any more; those that are there are given back.</summary>
        public void Clear()
        {
            waiting.Clear();
            foreach (Texture2D texture in textures.Values) UnityEngine.Object.DestroyImmediate(texture);
            textures.Clear();
        }

        public void Dispose()
        {
            isDisposed = true;
            Clear();
        }

        private void Next()
        {
            if (underWay >= MostAtOnce || waiting.Count == 0) return;
            Wanted wanted = waiting.Dequeue();
            underWay++;
            Asking.For(
                () => client.Assets.Thumbnail(wanted.Asset, Side),
                bytes =>
                {
                    underWay--;
                    if (!isDisposed) Take(wanted, bytes);
                    Next();
                },
                problem =>
                {
                    underWay--;
                    if (!isDisposed) wanted.Failed(problem);
                    Next();
                });
        }

        private void Take(Wanted wanted, byte[] bytes)
        {
            Texture2D texture;
            string key = KeyOf(wanted.Asset);
            if (!textures.TryGetValue(key, out texture))
            {
                texture = new Texture2D(2, 2, TextureFormat.RGBA32, false) { hideFlags = HideFlags.HideAndDontSave };
                if (!texture.LoadImage(bytes, true))
                {
                    UnityEngine.Object.DestroyImmediate(texture);
                    wanted.Failed("The picture could not be read.");
                    return;
                }
                textures.Add(key, texture);
            }
            wanted.Then(texture);
        }

        private static string KeyOf(Asset asset)
        {
            return asset.Id + ":" + Numbers.Write(asset.Version);
        }

        private struct Wanted
        {
            public Asset Asset;
            public Action<Texture2D> Then;
            public Action<string> Failed;
        }
    }
}
