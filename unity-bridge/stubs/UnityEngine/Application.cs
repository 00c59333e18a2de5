using System;

namespace UnityEngine
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Application.html
    public partial class Application
    {
        public static string dataPath { get { throw null; } }
        public static bool isBatchMode { get { throw null; } }
        public static string productName { get { throw null; } }
        public static string unityVersion { get { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Debug.html
    public partial class Debug
    {
        public static void Log(object message) { throw null; }
        public static void LogException(Exception exception) { throw null; }
        public static void LogWarning(object message) { throw null; }
        public static void LogWarning(object message, Object context) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SerializeField.html
    public sealed class SerializeField : Attribute
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/TooltipAttribute.html
    [AttributeUsage(AttributeTargets.Field, Inherited = true, AllowMultiple = false)]
    public class TooltipAttribute : Attribute
    {
        public TooltipAttribute(string tooltip) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/KeyCode.html
    public enum KeyCode
    {
        None = 0,
        Escape = 27,
        A = 97,
        G = 103,
        R = 114,
        UpArrow = 273,
        DownArrow = 274,
        RightArrow = 275,
        LeftArrow = 276,
        Home = 278,
        End = 279,
    }
}

namespace UnityEngine.SceneManagement
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SceneManagement.Scene.html
    public struct Scene
    {
        public bool isLoaded { get { throw null; } }
        public string path { get { throw null; } }
        public GameObject[] GetRootGameObjects() { throw null; }
        public bool IsValid() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SceneManagement.SceneManager.html
    public partial class SceneManager
    {
        public static int sceneCount { get { throw null; } }
        public static Scene GetSceneAt(int index) { throw null; }
    }
}
