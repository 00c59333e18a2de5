using System;
using UnityEngine;

namespace UnityEditor
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/EditorApplication.html
    public sealed class EditorApplication
    {
        public delegate void CallbackFunction();
        public static CallbackFunction update;
        public static event Action quitting { add { throw null; } remove { throw null; } }
        public static bool isPlaying { get; set; }
        public static bool isUpdating { get { throw null; } }
        public static double timeSinceStartup { get { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/AssemblyReloadEvents.html
    public static class AssemblyReloadEvents
    {
        public delegate void AssemblyReloadCallback();
        public static event AssemblyReloadCallback beforeAssemblyReload { add { throw null; } remove { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/InitializeOnLoadAttribute.html
    [AttributeUsage(AttributeTargets.Class)]
    public class InitializeOnLoadAttribute : Attribute
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SessionState.html
    public static class SessionState
    {
        public static string GetString(string key, string defaultValue) { throw null; }
        public static void SetString(string key, string value) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/EditorPrefs.html
    public sealed class EditorPrefs
    {
        public static void DeleteKey(string key) { throw null; }
        public static string GetString(string key, string defaultValue) { throw null; }
        public static void SetString(string key, string value) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/PlayerSettings.html
    public sealed partial class PlayerSettings : UnityEngine.Object
    {
        public static UnityEngine.Object[] GetPreloadedAssets() { throw null; }
        public static void SetPreloadedAssets(UnityEngine.Object[] assets) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SpritePackerMode.html
    public enum SpritePackerMode
    {
        Disabled = 0,
        BuildTimeOnlyAtlas = 3,
        AlwaysOnAtlas = 4,
        SpriteAtlasV2 = 5,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/EditorSettings.html
    public sealed class EditorSettings : UnityEngine.Object
    {
        public static SpritePackerMode spritePackerMode { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Progress.html
    public static partial class Progress
    {
        // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Progress.Status.html
        public enum Status
        {
            Running,
            Succeeded,
            Failed,
            Canceled,
            Paused,
        }

        // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Progress.Options.html
        [Flags]
        public enum Options
        {
            None = 0,
            Unmanaged = 16,
        }

        public static bool Exists(int id) { throw null; }
        public static void Finish(int id, Status status = Status.Succeeded) { throw null; }
        public static void RegisterCancelCallback(int id, Func<bool> callback) { throw null; }
        public static int Remove(int id) { throw null; }
        public static void Report(int id, float progress, string description) { throw null; }
        public static int Start(string name, string description = null, Options options = Options.None, int parentId = -1) { throw null; }
    }
}
