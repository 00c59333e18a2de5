using System;

namespace AssetQL.Editor
{
    /// <summary>What is known of the process that the package finds itself in.</summary>
    internal struct EditorProcess
    {
        public bool IsBatchMode;
        public bool IsImportWorker;

        /// <summary>Of ASSETQL_ALLOW_BATCH; null when it is not set.</summary>
        public string AllowBatch;

        /// <summary>Absolute path of the project's folder.</summary>
        public string ProjectRoot;

        /// <summary>Whether ParrelSync's file that marks a clone is in the project's folder.</summary>
        public bool HasCloneMark;
    }

    /// <summary>
    /// Which of Unity's processes may connect. There is one session for each copy of a project: a second process that
    /// opened it would take it away from the editor that somebody works in.
    /// </summary>
    internal static class EditorGuards
    {
        /// <summary>Null when it may; otherwise a sentence that says why not.</summary>
        public static string ReasonAgainst(EditorProcess process)
        {
            if (process.IsImportWorker) return "Import workers do not connect to AssetQL.";
            if (process.IsBatchMode && process.AllowBatch != "1")
            {
                return "AssetQL does not connect in batch mode. Set ASSETQL_ALLOW_BATCH=1 to have it connect.";
            }
            if (IsClone(process))
            {
                return "This is a clone of another project, which shares its files. Use AssetQL in the " +
                    "original project.";
            }
            return null;
        }

        /// <summary>ParrelSync's clones, and the virtual players of Unity's Multiplayer Play Mode.</summary>
        private static bool IsClone(EditorProcess process)
        {
            string root = (process.ProjectRoot ?? "").Replace('\\', '/');
            return process.HasCloneMark || root.IndexOf("/Library/VP/", StringComparison.OrdinalIgnoreCase) >= 0;
        }
    }
}
