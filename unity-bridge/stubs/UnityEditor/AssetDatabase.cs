using System.Runtime.InteropServices;
using UnityEngine;

namespace UnityEditor
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/AssetDatabase.html
    public partial class AssetDatabase
    {
        public static void AllowAutoRefresh() { throw null; }
        public static string AssetPathToGUID(string path) { throw null; }
        public static void CreateAsset(Object asset, string path) { throw null; }
        public static string CreateFolder(string parentFolder, string newFolderName) { throw null; }
        public static bool DeleteAsset(string path) { throw null; }
        public static void DisallowAutoRefresh() { throw null; }
        public static string[] FindAssets(string filter, string[] searchInFolders) { throw null; }
        public static string GetAssetPath(Object assetObject) { throw null; }
        public static string GUIDToAssetPath(string guid) { throw null; }
        public static void ImportAsset(string path) { throw null; }
        public static bool IsAssetImportWorkerProcess() { throw null; }
        public static bool IsValidFolder(string path) { throw null; }
        public static T LoadAssetAtPath<T>(string assetPath) where T : Object { throw null; }
        public static Object LoadMainAssetAtPath(string assetPath) { throw null; }
        public static void Refresh() { throw null; }
        public static void SaveAssetIfDirty(Object obj) { throw null; }
        public static void StartAssetEditing() { throw null; }
        public static void StopAssetEditing() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/FileUtil.html
    public partial class FileUtil
    {
        public static string GetPhysicalPath(string path) { throw null; }
        public static string GetProjectRelativePath(string path) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/GUID.html
    public partial struct GUID
    {
        public bool Empty() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/GlobalObjectId.html
    public struct GlobalObjectId
    {
        public GUID assetGUID { get { throw null; } }
        public int identifierType { get { throw null; } }
        public static void GetGlobalObjectIdsSlow(Object[] objects, [Out] GlobalObjectId[] outputIdentifiers) { throw null; }
        public static void GlobalObjectIdentifiersToObjectsSlow(GlobalObjectId[] identifiers, [Out] Object[] outputObjects) { throw null; }
        public static bool TryParse(string stringValue, out GlobalObjectId id) { throw null; }
        public override string ToString() { throw null; }
    }
}
