using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Content that the editor asks for: the result of a request, and the frames that follow it.</summary>
    internal sealed class Fetcher
    {
        private readonly Requests requests;
        private readonly Inbox inbox;
        private readonly string type;
        private readonly ChecksummedSink sink;

        public Fetcher(Requests requests, Inbox inbox, string type, IContentSink sink)
        {
            this.requests = requests;
            this.inbox = inbox;
            this.type = type;
            this.sink = new ChecksummedSink(sink);
        }

        /// <summary>Null when the connection went meanwhile: what came stays. Throws <see cref="BridgeException"/>.</summary>
        public async Task<JsonValue> Try(JsonValue payload)
        {
            var ended = new TaskCompletionSource<bool>();
            var request = new PendingRequest(type, payload) { OfOneConnection = true };
            request.Arrived = (link, result) => Expect(link, result, ended);
            Answer answer = await requests.Send(request);
            if (answer.Payload == null || !await ended.Task)
            {
                return null;
            }
            if (sink.Crc32 != new TransferInfo(answer.Payload).Crc32)
            {
                throw new BridgeException(ProblemCodes.ChecksumMismatch, "What came is damaged. Try again.");
            }
            return answer.Payload;
        }

        /// <summary>Network's thread.</summary>
        private void Expect(Link link, JsonValue result, TaskCompletionSource<bool> ended)
        {
            var info = new TransferInfo(result);
            if (info.Bytes == sink.Length)
            {
                inbox.PostAnswer(() => ended.TrySetResult(true));
                return;
            }
            var transfer = new IncomingTransfer(
                info,
                sink.Length,
                sink,
                problem => inbox.PostAnswer(() => End(ended, problem)),
                () => inbox.PostAnswer(() => ended.TrySetResult(false)));
            if (!link.Incoming.Expect(transfer))
            {
                inbox.PostAnswer(() => ended.TrySetResult(false));
            }
        }

        private static void End(TaskCompletionSource<bool> ended, BridgeException problem)
        {
            if (problem == null)
            {
                ended.TrySetResult(true);
            }
            else
            {
                ended.TrySetException(problem);
            }
        }
    }
}
