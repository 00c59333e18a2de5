using System;
using System.Collections.Generic;
using System.Linq;

namespace UnityEditor
{
    /// <summary>Unity's, as far as an import asks it: it notes what it is asked, and may fail at one of these.</summary>
    public static class AssetDatabase
    {
        public static readonly List<string> Asked = new List<string>();
        public static string FailsAt;

        public static void AllowAutoRefresh() { Note("AllowAutoRefresh"); }

        public static void DisallowAutoRefresh() { Note("DisallowAutoRefresh"); }

        public static void Refresh() { Note("Refresh"); }

        public static void StartAssetEditing() { Note("StartAssetEditing"); }

        public static void StopAssetEditing() { Note("StopAssetEditing"); }

        private static void Note(string what)
        {
            Asked.Add(what);
            if (what == FailsAt) throw new InvalidOperationException(what + " failed");
        }
    }
}

namespace AssetQL.Editor.Checks
{
    /// <summary>Opens and closes an import, with a failure at the step named: prints the steps taken.</summary>
    internal static class Program
    {
        private static void Main(string[] arguments)
        {
            UnityEditor.AssetDatabase.FailsAt = arguments.FirstOrDefault();
            try
            {
                ImportScope scope = ImportScope.Begin();
                UnityEditor.AssetDatabase.Asked.Add(ImportScope.IsOpen ? "open" : "closed");
                try
                {
                    scope.Dispose();
                }
                finally
                {
                    scope.Dispose();
                    UnityEditor.AssetDatabase.Asked.Add(ImportScope.IsOpen ? "open" : "closed");
                }
            }
            catch (InvalidOperationException error)
            {
                UnityEditor.AssetDatabase.Asked.Add(error.Message);
            }
            Console.Out.WriteLine(string.Join(" ", UnityEditor.AssetDatabase.Asked.ToArray()));
        }
    }
}
