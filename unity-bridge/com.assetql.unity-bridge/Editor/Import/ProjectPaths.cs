using System;
using System.IO;
using UnityEditor;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>Where AssetQL's own assets are.</summary>
    internal static class ProjectPaths
    {
        public const string Root = "Assets/AssetQL";
        public const string Database = Root + "/AssetQLDatabase.asset";
        public const string Atlases = Root + "/Atlases";

        /// <summary>Absolute path of the folder that holds Assets.</summary>
        public static string Project
        {
            get { return Path.GetDirectoryName(Application.dataPath); }
        }

        /// <summary>Absolute path of a file, which is elsewhere for what lies in a package.</summary>
        /// <param name="path">Of an asset; or absolute, which it stays.</param>
        public static string OnDisk(string path)
        {
            bool isInPackage = path.StartsWith("Packages/", StringComparison.Ordinal);
            return Path.GetFullPath(Path.Combine(Project, isInPackage ? FileUtil.GetPhysicalPath(path) : path));
        }

        /// <summary>Makes the folder, and those above it, as Unity does: with their .meta files.</summary>
        public static void EnsureFolder(string path)
        {
            if (AssetDatabase.IsValidFolder(path)) return;
            string parent = path.Substring(0, path.LastIndexOf('/'));
            EnsureFolder(parent);
            AssetDatabase.CreateFolder(parent, path.Substring(parent.Length + 1));
        }
    }
}
