using System;
using System.Globalization;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>Room on the disk of the project.</summary>
    internal static class FreeSpace
    {
        /// <summary>For .meta, mappings, and whatever else is written meanwhile.</summary>
        private const long Margin = 16L * 1024 * 1024;

        /// <summary>Bytes. As good as endless where the system does not tell: then the write itself tells.</summary>
        public static long At(string folder)
        {
            try
            {
                return new DriveInfo(folder).AvailableFreeSpace;
            }
            catch (Exception error)
            {
                if (error is IOException || error is ArgumentException || error is UnauthorizedAccessException)
                {
                    return long.MaxValue;
                }
                throw;
            }
        }

        /// <summary>Throws a BridgeException `disk-full` when so many bytes have no room.</summary>
        public static void Require(string folder, long bytes)
        {
            long free = At(folder);
            if (bytes > 0 && bytes > free - Margin)
            {
                throw DiskProblem.DiskFull("The disk of the project is too full: " + Words(bytes) + " are still to come, and "
                    + Words(free) + " are free, of which " + Words(Margin) + " have to stay.");
            }
        }

        /// <summary>As in 1.5 MB.</summary>
        public static string Words(long bytes)
        {
            string[] units = { "bytes", "KB", "MB", "GB", "TB" };
            double value = bytes;
            int unit = 0;
            for (; value >= 1000 && unit < units.Length - 1; unit++)
            {
                value /= 1000;
            }
            return value.ToString(unit == 0 || value >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + units[unit];
        }
    }
}
