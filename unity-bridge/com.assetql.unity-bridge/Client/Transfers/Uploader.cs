using System;
using System.IO;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Sends one file to the bridge. Where a connection is lost it goes on from where the bridge says.</summary>
    internal sealed class Uploader
    {
        private const int MostIncomplete = 5;

        private readonly Requests requests;
        private readonly Inbox inbox;
        private readonly string name;
        private readonly byte[] content;
        private readonly string crc32;

        private Uploader(Requests requests, Inbox inbox, string name, byte[] content)
        {
            this.requests = requests;
            this.inbox = inbox;
            this.name = name;
            this.content = content;
            crc32 = Crc32.Hex(Crc32.Of(content));
        }

        /// <summary>Reads the file. Any thread. Throws <see cref="BridgeException"/>.</summary>
        public static Uploader Of(Requests requests, Inbox inbox, UploadFile file)
        {
            byte[] content = Read(file);
            if (content.Length == 0 || content.Length > BridgeProtocol.UploadBytes)
            {
                string size = content.Length == 0 ? "is empty" : "is larger than 50 MB";
                throw new BridgeException(ProblemCodes.InputInvalid, "“" + file.Name + "” " + size + ".");
            }
            return new Uploader(requests, inbox, file.Name, content);
        }

        /// <summary>Main thread. Gives the id of the upload.</summary>
        public async Task<string> Run()
        {
            int incomplete = 0;
            while (true)
            {
                var begin = new PendingRequest("uploads.begin", Begin()) { OfOneConnection = true };
                Answer begun = await requests.Send(begin);
                if (begun.Payload == null || !await Send(begun))
                {
                    continue;
                }
                JsonValue finish = JsonValue.Object().Set("transfer", begun.Payload["transfer"]);
                try
                {
                    Answer finished = await requests.Send(new PendingRequest("uploads.finish", finish));
                    return finished.Payload["upload"].AsString();
                }
                catch (BridgeException problem)
                {
                    bool isForgotten = problem.Code == ProblemCodes.UploadIncomplete
                        || problem.Code == ProblemCodes.UploadUnknown;
                    if (!isForgotten || ++incomplete == MostIncomplete)
                    {
                        throw;
                    }
                }
            }
        }

        private JsonValue Begin()
        {
            return Payload.One("name", name)
                .Set("bytes", JsonValue.Of((long)content.Length))
                .Set("crc32", JsonValue.Of(crc32));
        }

        /// <summary>False when the connection went before the last frame.</summary>
        private Task<bool> Send(Answer begun)
        {
            uint transfer = TransferInfo.NumberOf(begun.Payload);
            long offset = begun.Payload["offset"].AsLong();
            if (offset < 0 || offset > content.Length)
            {
                throw new JsonException("“offset” must be within the file.");
            }
            if (offset == content.Length)
            {
                return Task.FromResult(true);
            }
            var sent = new TaskCompletionSource<bool>();
            begun.Link.SendContent(transfer, content, offset).ContinueWith(
                done => inbox.PostAnswer(() => sent.TrySetResult(done.Result)), TaskScheduler.Default);
            return sent.Task;
        }

        private static byte[] Read(UploadFile file)
        {
            try
            {
                return file.Read();
            }
            catch (UnauthorizedAccessException)
            {
                throw new BridgeException(ProblemCodes.PermissionDenied, "“" + file.Path + "” may not be read.");
            }
            catch (FileNotFoundException)
            {
                throw new BridgeException("file-missing", "“" + file.Path + "” is not there any more.");
            }
            catch (IOException failure)
            {
                throw new BridgeException("file-missing", "“" + file.Path + "” could not be read: " + failure.Message);
            }
        }
    }
}
