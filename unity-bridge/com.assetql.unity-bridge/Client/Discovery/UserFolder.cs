using System;

namespace AssetQL.Client
{
    /// <summary>~/.assetql: what AssetQL keeps for one user of one machine, outside of all projects.</summary>
    internal static class UserFolder
    {
        /// <summary>Null for a user without a home. It may not be there yet.</summary>
        public static string Path
        {
            get
            {
                // Not SpecialFolder.Personal: under Windows that is the folder of documents.
                string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
                return string.IsNullOrEmpty(home) ? null : System.IO.Path.Combine(home, ".assetql");
            }
        }
    }
}
