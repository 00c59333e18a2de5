using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Commands that use uploaded files.</summary>
    internal static class Uploads
    {
        private const int Tries = 3;

        /// <summary>
        /// Uploads, then does what uses the uploads. They are kept as long as the session: where that is gone meanwhile
        /// they are uploaded again.
        /// </summary>
        public static async Task<T> Using<T>(
            ICommandLine line, IEnumerable<UploadFile> files, Func<IReadOnlyList<string>, Task<T>> use)
        {
            for (int attempt = 1; ; attempt++)
            {
                var uploads = new List<string>();
                foreach (UploadFile file in files)
                {
                    uploads.Add(await line.Upload(file));
                }
                try
                {
                    return await use(uploads);
                }
                catch (BridgeException problem)
                {
                    if (problem.Code != ProblemCodes.UploadUnknown || attempt == Tries)
                    {
                        throw;
                    }
                }
            }
        }
    }
}
