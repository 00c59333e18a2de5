using System.Collections.Generic;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Batches of the hub.</summary>
    public sealed class BatchCommands
    {
        private readonly ICommandLine line;

        internal BatchCommands(ICommandLine line)
        {
            this.line = line;
        }

        /// <summary>What a batch would be; nothing is created.</summary>
        public Task<BatchPreview> Preview(BatchDraft draft)
        {
            return Uploads.Using(line, Files(draft), uploads => line.Ask(
                "batches.preview", Drafted(JsonValue.Object(), draft, uploads), made => new BatchPreview(made)));
        }

        /// <summary>Creates a batch, and watches it.</summary>
        public Task<Batch> Create(string name, BatchDraft draft)
        {
            return Uploads.Using(line, Files(draft), uploads => line.Ask(
                "batches.create", Drafted(Payload.One("name", name), draft, uploads), made => new Batch(made)));
        }

        /// <summary>Null: the first page.</summary>
        public Task<Page<Batch>> List(string cursor)
        {
            return line.Ask("batches.list", Payload.One("cursor", cursor),
                page => new Page<Batch>(page, item => new Batch(item)));
        }

        /// <summary>As it is now.</summary>
        public Task<Batch> Get(string batchId)
        {
            return line.Ask("batches.get", Payload.One("batchId", batchId), found => new Batch(found));
        }

        /// <summary>From then on BatchChanged tells of it, until it has ended.</summary>
        public Task<Batch> Watch(string batchId)
        {
            return line.Ask("batches.watch", Payload.One("batchId", batchId), found => new Batch(found));
        }

        /// <summary>What is being made is finished; nothing new is begun.</summary>
        public Task<Batch> Pause(string batchId)
        {
            return Control(batchId, "pause");
        }

        /// <summary>Goes on after a pause.</summary>
        public Task<Batch> Resume(string batchId)
        {
            return Control(batchId, "resume");
        }

        /// <summary>For good.</summary>
        public Task<Batch> Cancel(string batchId)
        {
            return Control(batchId, "cancel");
        }

        /// <summary>The images that failed, once more.</summary>
        public Task<Batch> Retry(string batchId)
        {
            return Control(batchId, "retry");
        }

        private Task<Batch> Control(string batchId, string action)
        {
            JsonValue payload = Payload.One("batchId", batchId).Set("action", JsonValue.Of(action));
            return line.Ask("batches.control", payload, changed => new Batch(changed));
        }

        private static IReadOnlyList<UploadFile> Files(BatchDraft draft)
        {
            return draft.Csv == null ? new UploadFile[0] : new[] { draft.Csv };
        }

        private static JsonValue Drafted(JsonValue payload, BatchDraft draft, IReadOnlyList<string> uploads)
        {
            JsonValue source = draft.Csv == null
                ? Payload.One("kind", "sprites").Set("ids", Payload.Strings(draft.SpriteIds ?? new string[0]))
                : Payload.One("kind", "csv").Set("upload", JsonValue.Of(uploads[0]));
            return payload
                .Set("template", JsonValue.Of(draft.Template))
                .Set("styleId", JsonValue.Of(draft.StyleId))
                .Set("source", source)
                .Set("config", Config(draft));
        }

        private static JsonValue Config(BatchDraft draft)
        {
            JsonValue config = JsonValue.Object();
            if (draft.Width.HasValue)
            {
                config.Set("width", JsonValue.Of((long)draft.Width.Value));
            }
            if (draft.Height.HasValue)
            {
                config.Set("height", JsonValue.Of((long)draft.Height.Value));
            }
            if (draft.Quality != null)
            {
                config.Set("quality", JsonValue.Of(draft.Quality));
            }
            config.Set("styleGate", JsonValue.Of(draft.StyleGate ? "on" : "off"));
            if (draft.Threshold.HasValue)
            {
                config.Set("threshold", JsonValue.Of(draft.Threshold.Value));
            }
            if (!string.IsNullOrEmpty(draft.NegativePrompt))
            {
                config.Set("negativePrompt", JsonValue.Of(draft.NegativePrompt));
            }
            return config;
        }
    }
}
