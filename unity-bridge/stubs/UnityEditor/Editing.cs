using System;
using UnityEngine;

namespace UnityEditor
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SerializedObject.html
    public class SerializedObject : IDisposable
    {
        public SerializedObject(UnityEngine.Object obj) { throw null; }
        public bool ApplyModifiedProperties() { throw null; }
        public void Dispose() { throw null; }
        public SerializedProperty FindProperty(string propertyPath) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SerializedProperty.html
    public partial class SerializedProperty : IDisposable
    {
        public UnityEngine.Object objectReferenceValue { get; set; }
        public void Dispose() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/PrefabUtility.html
    public static partial class PrefabUtility
    {
        public static GameObject SaveAsPrefabAsset(GameObject instanceRoot, string assetPath) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Undo.html
    public partial class Undo
    {
        public static void CollapseUndoOperations(int groupIndex) { throw null; }
        public static int GetCurrentGroup() { throw null; }
        public static void IncrementCurrentGroup() { throw null; }
        public static void PerformUndo() { throw null; }
        public static void SetCurrentGroupName(string name) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Selection.html
    public sealed partial class Selection
    {
        public static string[] assetGUIDs { get { throw null; } }
        public static GameObject[] gameObjects { get { throw null; } }
        public static UnityEngine.Object[] objects { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/EditorUtility.html
    public partial class EditorUtility
    {
        public static bool DisplayDialog(string title, string message, string ok) { throw null; }
        public static bool DisplayDialog(string title, string message, string ok, string cancel) { throw null; }
        public static string OpenFilePanel(string title, string directory, string extension) { throw null; }
        public static string OpenFolderPanel(string title, string folder, string defaultName) { throw null; }
        public static void RevealInFinder(string path) { throw null; }
        public static string SaveFilePanel(string title, string directory, string defaultName, string extension) { throw null; }
        public static void SetDirty(UnityEngine.Object target) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/EditorGUIUtility.html
    public partial class EditorGUIUtility
    {
        public static bool isProSkin { get { throw null; } }
        public static void PingObject(UnityEngine.Object obj) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/DragAndDrop.html
    public partial class DragAndDrop
    {
        public static string[] paths { get; set; }
        public static DragAndDropVisualMode visualMode { get; set; }
        public static void AcceptDrag() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/DragAndDropVisualMode.html
    public enum DragAndDropVisualMode
    {
        None = 0,
        Copy = 1,
    }
}

namespace UnityEditor.U2D
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/U2D.SpriteAtlasExtensions.html
    public static class SpriteAtlasExtensions
    {
        public static void Add(this UnityEngine.U2D.SpriteAtlas spriteAtlas, UnityEngine.Object[] objects) { throw null; }
        public static UnityEngine.Object[] GetPackables(this UnityEngine.U2D.SpriteAtlas spriteAtlas) { throw null; }
        public static void Remove(this UnityEngine.U2D.SpriteAtlas spriteAtlas, UnityEngine.Object[] objects) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/U2D.SpriteAtlasAsset.html
    public class SpriteAtlasAsset : UnityEngine.Object
    {
        public SpriteAtlasAsset() { throw null; }
        public void Add(UnityEngine.Object[] objects) { throw null; }
        public void Remove(UnityEngine.Object[] objects) { throw null; }
        public static SpriteAtlasAsset Load(string assetPath) { throw null; }
        public static void Save(SpriteAtlasAsset asset, string assetPath) { throw null; }
    }
}
