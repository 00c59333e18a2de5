using UnityEditor.PackageManager;

namespace AssetQL.Editor
{
    /// <summary>Where this package is, as Unity's paths have it.</summary>
    internal static class PackageFolder
    {
        private const string Name = "com.assetql.unity-bridge";

        /// <summary>"Packages/com.assetql.unity-bridge", also where it was added from a folder or a tarball.</summary>
        public static string Path
        {
            get { return Package == null ? "Packages/" + Name : Package.assetPath; }
        }

        public static string Version
        {
            get { return Package == null ? "unknown" : Package.version; }
        }

        /// <summary>Null when somebody has copied the package's files into Assets.</summary>
        private static PackageInfo Package
        {
            get { return PackageInfo.FindForAssembly(typeof(PackageFolder).Assembly); }
        }
    }
}
