using System;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Packages that the hub makes.</summary>
    public sealed class ExportCommands
    {
        private readonly ICommandLine line;

        internal ExportCommands(ICommandLine line)
        {
            this.line = line;
        }

        /// <summary>
        /// `container`: zip or unitypackage. `include`: all, not-rejected or approved. `import`: null for the defaults.
        /// </summary>
        public Task<Export> Create(PullScope scope, string container, string include, ImportSettings import)
        {
            JsonValue payload = JsonValue.Object()
                .Set("scope", scope.Json)
                .Set("include", JsonValue.Of(include))
                .Set("container", JsonValue.Of(container))
                .Set("import", import == null ? JsonValue.Object() : import.ToExportJson());
            return line.Ask("exports.create", payload, made => new Export(made));
        }

        /// <summary>Null: the first page.</summary>
        public Task<Page<Export>> List(string cursor)
        {
            return line.Ask("exports.list", Payload.One("cursor", cursor),
                page => new Page<Export>(page, item => new Export(item)));
        }

        /// <summary>
        /// Writes the package of a completed export to a file, which is replaced when all of it has come. `progress`
        /// may be null; it is told bytes, on the network's thread. Throws a <see cref="BridgeException"/>, as `disk-full`;
        /// then nothing is left beside the file.
        /// </summary>
        public async Task FetchTo(string exportId, string filePath, IProgress<long> progress)
        {
            var sink = new FileSink(filePath, progress);
            try
            {
                await line.Fetch(
                    "exports.fetch",
                    already => Payload.One("exportId", exportId).Set("offset", JsonValue.Of(already)),
                    sink);
                sink.Keep();
            }
            catch
            {
                sink.Discard();
                throw;
            }
        }
    }
}
