using System;
using System.IO;
using UnityEngine;

namespace AssetQL.Editor
{
    /// <summary>ProjectSettings/AssetQL.json on disk.</summary>
    internal static class PresetsFile
    {
        private static string FullPath
        {
            get { return Path.Combine(Path.GetDirectoryName(Application.dataPath), ProjectPresets.RelativePath); }
        }

        /// <summary>The defaults where there is none yet. What is wrong in it is told in the Console.</summary>
        public static ProjectPresets Read()
        {
            if (!File.Exists(FullPath)) return new ProjectPresets();
            try
            {
                string problem;
                ProjectPresets presets = ProjectPresets.Parse(File.ReadAllText(FullPath), out problem);
                if (problem != null) Debug.LogWarning("AssetQL: " + problem);
                return presets;
            }
            catch (IOException error)
            {
                Debug.LogWarning("AssetQL: " + error.Message);
                return new ProjectPresets();
            }
        }

        /// <summary>Null when it was written, else a text for people.</summary>
        public static string Write(ProjectPresets presets)
        {
            try
            {
                File.WriteAllText(FullPath, presets.ToString());
                return null;
            }
            catch (IOException error)
            {
                return error.Message;
            }
            catch (UnauthorizedAccessException)
            {
                return ProjectPresets.RelativePath + " is read-only: check it out of version control first.";
            }
        }
    }
}
