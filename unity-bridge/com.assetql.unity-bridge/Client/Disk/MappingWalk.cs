using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>Where mappings are.</summary>
    internal static class MappingWalk
    {
        /// <summary>
        /// Full paths of all that are below Assets/AssetQL, in no order. Links are not followed: what is behind them is not
        /// ours, and one may lead back to where it is.
        /// </summary>
        public static IReadOnlyList<string> Find(ProjectPaths paths, FolderCache folders)
        {
            var found = new List<string>();
            Find(paths.Full(ProjectPaths.Ours), folders, found);
            return found;
        }

        private static void Find(string folder, FolderCache folders, List<string> found)
        {
            FolderListing listing = ProjectPaths.IsLink(folder) ? null : folders.Of(folder);
            if (listing == null)
            {
                return;
            }
            if (listing.AsThere(ProjectPaths.MappingName) == ProjectPaths.MappingName)
            {
                found.Add(Path.Combine(folder, ProjectPaths.MappingName));
            }
            foreach (string inner in listing.Folders)
            {
                Find(inner, folders, found);
            }
        }
    }
}
