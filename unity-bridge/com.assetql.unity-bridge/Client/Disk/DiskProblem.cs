using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>What can go wrong on a disk, in words, under the protocol's codes.</summary>
    internal static class DiskProblem
    {
        private const int HandleDiskFull = 39;
        private const int DiskIsFull = 112;
        /// <summary>What newer runtimes give on Unix: the number of the system itself.</summary>
        private const int Enospc = 28;

        public static BridgeException NameRefused(string name, string why)
        {
            return new BridgeException("name-refused", "The name " + Quoted(name) + " cannot be used: " + why);
        }

        public static BridgeException PathRefused(string path, string why)
        {
            return new BridgeException("path-refused", "The path " + Quoted(path) + " cannot be used: " + why);
        }

        /// <summary>Windows takes 260 characters with all folders.</summary>
        public static BridgeException PathTooLong(string path)
        {
            return PathRefused(path, "with the folder of the project it is too long for this system. Move the project to a "
                + "folder nearer to the disk's root, or give the batch or the image a shorter name.");
        }

        public static BridgeException FileChanged(string detail)
        {
            return new BridgeException("file-changed", detail);
        }

        public static BridgeException FileMissing(string detail)
        {
            return new BridgeException("file-missing", detail);
        }

        public static BridgeException StagingMissing(string detail)
        {
            return new BridgeException("staging-missing", detail);
        }

        public static BridgeException ParamsInvalid(string detail)
        {
            return new BridgeException(ProblemCodes.ParamsInvalid, detail);
        }

        /// <summary>Null when it is nothing that a person could mend, and nobody expected it.</summary>
        /// <param name="what">Of the project, as in Assets/AssetQL/Potions/Textures/mana.png.</param>
        public static BridgeException From(Exception error, string what)
        {
            var told = error as BridgeException;
            if (told != null)
            {
                return told;
            }
            if (error is JsonException)
            {
                return ParamsInvalid(error.Message);
            }
            if (IsDiskFull(error))
            {
                return DiskFull("The disk is full, so that " + what + " could not be written.");
            }
            if (error is UnauthorizedAccessException)
            {
                return new BridgeException(ProblemCodes.PermissionDenied,
                    what + " may not be written. Make it writable (or check it out from version control), then pull again.");
            }
            if (error is PathTooLongException)
            {
                return PathTooLong(what);
            }
            if (error is IOException)
            {
                return new BridgeException(ProblemCodes.WriteFailed,
                    what + " could not be written. Perhaps another program has it open; close that, then pull again.");
            }
            return null;
        }

        public static BridgeException DiskFull(string detail)
        {
            return new BridgeException(ProblemCodes.DiskFull, detail + " Make room, then go on with the pull.");
        }

        public static bool IsDiskFull(Exception error)
        {
            int code = error.HResult & 0xffff;
            return error is IOException && (code == HandleDiskFull || code == DiskIsFull || error.HResult == Enospc);
        }

        private static string Quoted(string text)
        {
            return "“" + (text.Length > 200 ? text.Substring(0, 200) + "…" : text) + "”";
        }
    }
}
