namespace UnityEngine
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Texture.html
    public class Texture : Object
    {
        public virtual int width { get { throw null; } set { throw null; } }
        public virtual int height { get { throw null; } set { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Texture2D.html
    public sealed class Texture2D : Texture
    {
        public Texture2D(int width, int height) { throw null; }
        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/TextureFormat.html
    public enum TextureFormat
    {
        RGBA32 = 4,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/ImageConversion.html
    public static class ImageConversion
    {
        public static bool LoadImage(this Texture2D tex, byte[] data, bool markNonReadable) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/ScaleMode.html
    public enum ScaleMode
    {
        StretchToFill = 0,
        ScaleAndCrop = 1,
        ScaleToFit = 2,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Sprite.html
    public sealed class Sprite : Object
    {
        public Bounds bounds { get { throw null; } }
        public static Sprite Create(Texture2D texture, Rect rect, Vector2 pivot) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Renderer.html
    public class Renderer : Component
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SpriteRenderer.html
    public sealed class SpriteRenderer : Renderer
    {
        public Sprite sprite { get; set; }
        public SpriteDrawMode drawMode { get; set; }
        public Vector2 size { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SpriteDrawMode.html
    public enum SpriteDrawMode
    {
        Simple = 0,
        Sliced = 1,
        Tiled = 2,
    }
}

namespace UnityEngine.U2D
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/U2D.SpriteAtlas.html
    public class SpriteAtlas : Object
    {
    }
}
