namespace UnityEngine
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Vector2.html
    public struct Vector2
    {
        public float x;
        public float y;
        public Vector2(float x, float y) { this.x = x; this.y = y; }
        public static Vector2 zero { get { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Vector3.html
    public struct Vector3
    {
        public float x;
        public float y;
        public float z;
        public Vector3(float x, float y, float z) { this.x = x; this.y = y; this.z = z; }
        public static Vector3 one { get { throw null; } }
        public static Vector3 operator *(Vector3 a, float d) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Rect.html
    public struct Rect
    {
        public Rect(float x, float y, float width, float height) { throw null; }
        public float width { get { throw null; } set { throw null; } }
        public Vector2 size { get { throw null; } set { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Bounds.html
    public struct Bounds
    {
        public Vector3 size { get { throw null; } set { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Color.html
    public struct Color
    {
        public float r;
        public float g;
        public float b;
        public float a;
        public Color(float r, float g, float b, float a) { this.r = r; this.g = g; this.b = b; this.a = a; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/ColorUtility.html
    public partial class ColorUtility
    {
        public static bool TryParseHtmlString(string htmlString, out Color color) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Mathf.html
    public partial struct Mathf
    {
        public static int Max(int a, int b) { throw null; }
        public static float Max(float a, float b) { throw null; }
        public static int FloorToInt(float f) { throw null; }
        public static int CeilToInt(float f) { throw null; }
        public static int RoundToInt(float f) { throw null; }
        public static float Sqrt(float f) { throw null; }
    }
}
