using System.Collections.Generic;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Style profiles of the hub.</summary>
    public sealed class StyleCommands
    {
        private readonly ICommandLine line;

        internal StyleCommands(ICommandLine line)
        {
            this.line = line;
        }

        /// <summary>Null: the first page.</summary>
        public Task<Page<Style>> List(string cursor)
        {
            return line.Ask("styles.list", Payload.One("cursor", cursor),
                page => new Page<Style>(page, item => new Style(item)));
        }

        /// <summary>Of 1 to 20 reference images. `threshold`: 0..1; null: the hub's default.</summary>
        public Task<Style> Create(string name, IEnumerable<UploadFile> files, double? threshold)
        {
            return Uploads.Using(line, files, uploads => line.Ask(
                "styles.create",
                JsonValue.Object()
                    .Set("name", JsonValue.Of(name))
                    .Set("uploads", Payload.Strings(uploads))
                    .Set("threshold", Payload.OrNull(threshold)),
                made => new Style(made)));
        }
    }
}
