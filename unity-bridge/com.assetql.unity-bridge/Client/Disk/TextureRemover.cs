using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>
    /// Takes a texture out of the project; it is kept for undo. The image goes before its .meta, so that no import sees one
    /// without. Main thread. Throws BridgeExceptions and what System.IO throws.
    /// </summary>
    internal static class TextureRemover
    {
        /// <param name="lastPlace">Where it was, for what a crash has left there; null when that is not known.</param>
        /// <returns>Where it was; null when it was not there.</returns>
        public static TexturePlace Remove(DiskParts parts, TextureLead lead, TexturePlace lastPlace)
        {
            TexturePlace place = parts.Finder.Find(lead);
            if (place == null)
            {
                if (lastPlace != null && ProjectPaths.IsPlain(lastPlace.Path))
                {
                    RemoveMeta(parts, lastPlace);
                }
                return lastPlace;
            }
            string full = parts.Paths.ForExisting(place.Path);
            parts.Kept.KeepRemoved(TexturePlacer.ImageBefore(lead, place, parts.Sums.Of(full)));
            parts.Files.Delete(full);
            RemoveMeta(parts, place);
            return place;
        }

        /// <summary>Folders that are empty now, of the texture and of its mapping.</summary>
        /// <param name="place">Null when it is not known where the texture was.</param>
        /// <param name="mappingPath">Null when the asset has no entry (any more).</param>
        public static void RemoveFolders(DiskParts parts, TexturePlace place, string mappingPath)
        {
            if (place != null && ProjectPaths.IsPlain(place.Path))
            {
                parts.Writer.RemoveEmptyFolders(ProjectPaths.ParentOf(place.Path));
                mappingPath = mappingPath ?? AssetsWriter.MappingOf(null, place.Path, null);
            }
            if (mappingPath != null)
            {
                parts.Writer.RemoveMetaOfNoMapping(mappingPath);
                parts.Writer.RemoveEmptyFolders(ProjectPaths.ParentOf(mappingPath));
            }
        }

        /// <summary>
        /// What there is of a texture that could not be made: its .meta, and folders that were made for it. Where that
        /// fails as well, the next try finds it.
        /// </summary>
        public static void RemoveUnmade(DiskParts parts, TexturePlace place)
        {
            try
            {
                RemoveMeta(parts, place);
                parts.Writer.RemoveEmptyFolders(ProjectPaths.ParentOf(place.Path));
            }
            catch (Exception error)
            {
                if (DiskProblem.From(error, place.Path) == null)
                {
                    throw;
                }
            }
        }

        private static void RemoveMeta(DiskParts parts, TexturePlace place)
        {
            string full = parts.Paths.ForExisting(place.Path);
            if (!File.Exists(full) && MetaFile.GuidAt(full + MetaFile.Ending) == place.Guid)
            {
                parts.Files.Delete(full + MetaFile.Ending);
            }
        }
    }
}
